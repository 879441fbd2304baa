import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { MessagingModule } from '@libs/messaging';
import type { AgentProgram } from '@libs/runtime';
import { AcknowledgeAlarmHandler } from './commands/acknowledge-alarm.command.js';
import { ResolveCaseHandler } from './commands/resolve-case.command.js';
import { FollowCase } from './following/follow-case.js';
import { FollowCondition } from './following/follow-condition.js';
import { FollowWork } from './following/follow-work.js';
import { NoteEquipmentOnEquipmentRegistered } from './handlers/note-equipment-on-equipment-registered.handler.js';
import { NoteWorkOrderOnWorkOrderCreated } from './handlers/note-work-order-on-work-order-created.handler.js';
import { RaiseAlarmOnAnomalyDetected } from './handlers/raise-alarm-on-anomaly-detected.handler.js';
import { RaiseAlarmOnLimitExceeded } from './handlers/raise-alarm-on-limit-exceeded.handler.js';
import { ReopenCaseOnWorkOrderCancelled } from './handlers/reopen-case-on-work-order-cancelled.handler.js';
import { ResolveCaseOnWorkOrderClosed } from './handlers/resolve-case-on-work-order-closed.handler.js';
import { ReturnAlarmOnAnomalyExpired } from './handlers/return-alarm-on-anomaly-expired.handler.js';
import { ReturnAlarmOnLimitReturned } from './handlers/return-alarm-on-limit-returned.handler.js';
import { AlarmEntity } from './persistence/alarm.entity.js';
import { AlarmRepository } from './persistence/alarm.repository.js';
import { CaseEntity } from './persistence/case.entity.js';
import { CaseRepository } from './persistence/case.repository.js';
import { ConditionRepository } from './persistence/condition.repository.js';
import { EquipmentRepository } from './persistence/equipment.repository.js';
import { CountAlarmsHandler } from './queries/count-alarms.query.js';
import { GetAlarmHandler } from './queries/get-alarm.query.js';
import { GetCaseHandler } from './queries/get-case.query.js';
import { ListAlarmsHandler } from './queries/list-alarms.query.js';
import { ListCasesHandler } from './queries/list-cases.query.js';

const handlers = [
  NoteEquipmentOnEquipmentRegistered,
  RaiseAlarmOnAnomalyDetected,
  ReturnAlarmOnAnomalyExpired,
  RaiseAlarmOnLimitExceeded,
  ReturnAlarmOnLimitReturned,
  NoteWorkOrderOnWorkOrderCreated,
  ResolveCaseOnWorkOrderClosed,
  ReopenCaseOnWorkOrderCancelled,
];

const answers = [
  ListAlarmsHandler,
  GetAlarmHandler,
  AcknowledgeAlarmHandler,
  ListCasesHandler,
  GetCaseHandler,
  ResolveCaseHandler,
  CountAlarmsHandler,
];

/** Alarms by ISA-18.2, and the cases they belong to. */
@Module({
  imports: [
    DatabaseModule.forSchema('alarms', [AlarmEntity, CaseEntity]),
    MessagingModule.forAgent('alarms', { handlers, answers }),
  ],
  providers: [
    AlarmRepository,
    CaseRepository,
    ConditionRepository,
    EquipmentRepository,
    FollowCase,
    FollowCondition,
    FollowWork,
    ...handlers,
    ...answers,
  ],
})
export class AlarmsModule {}

export const alarms: AgentProgram = { agent: 'alarms', module: AlarmsModule };
