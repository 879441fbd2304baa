import { OmitType } from '@nestjs/swagger';
import {
  AcknowledgeAlarm,
  CommentOnAlarm,
  JudgeAlarm,
  ListAlarmHistory,
  ShelveAlarm,
  SuppressAlarm,
  TakeAlarmOutOfService,
  Whole,
} from '@libs/contracts';

/** What to note when acknowledging. */
export class AcknowledgeAlarmBody extends OmitType(AcknowledgeAlarm, ['alarmId'] as const) {}

/** How long, and why. */
export class ShelveAlarmBody extends OmitType(ShelveAlarm, ['alarmId'] as const) {}

/** Why. */
export class SuppressAlarmBody extends OmitType(SuppressAlarm, ['alarmId'] as const) {}
export class TakeOutOfServiceBody extends OmitType(TakeAlarmOutOfService, ['alarmId'] as const) {}

/** What to write. */
export class CommentBody extends OmitType(CommentOnAlarm, ['alarmId'] as const) {}

/** Whether it was right, and if not, why. */
export class JudgeAlarmBody extends OmitType(JudgeAlarm, ['alarmId'] as const) {}

/** Which page. */
export class HistoryQuery extends OmitType(ListAlarmHistory, ['alarmId'] as const) {}

/** How many there have been, and are open. */
export class AlarmCounts {
  @Whole() alarms!: number;
  @Whole() openAlarms!: number;
  @Whole() cases!: number;
  @Whole() openCases!: number;
}
