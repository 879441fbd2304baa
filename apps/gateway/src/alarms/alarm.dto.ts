import { OmitType } from '@nestjs/swagger';
import { AcknowledgeAlarm } from '@libs/contracts';

/** What to note when acknowledging. */
export class AcknowledgeAlarmBody extends OmitType(AcknowledgeAlarm, ['alarmId'] as const) {}
