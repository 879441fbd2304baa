import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { JobsModule } from '@libs/jobs';
import { MessagingModule } from '@libs/messaging';
import { ConfigurationModule, type AgentProgram } from '@libs/runtime';
import { AlarmsConfig } from './alarms.config.js';
import { AcknowledgeAlarmHandler } from './commands/alarm/acknowledge-alarm.command.js';
import { AcknowledgeAlarmsHandler } from './commands/alarm/acknowledge-alarms.command.js';
import { CommentOnAlarmHandler } from './commands/alarm/comment-on-alarm.command.js';
import { JudgeAlarmHandler } from './commands/alarm/judge-alarm.command.js';
import { ResetAlarmHandler } from './commands/alarm/reset-alarm.command.js';
import { ReturnAlarmToServiceHandler } from './commands/alarm/return-alarm-to-service.command.js';
import { SetAlarmPolicyHandler } from './commands/alarm/set-alarm-policy.command.js';
import { ShelveAlarmHandler } from './commands/alarm/shelve-alarm.command.js';
import { SuppressAlarmHandler } from './commands/alarm/suppress-alarm.command.js';
import { TakeAlarmOutOfServiceHandler } from './commands/alarm/take-alarm-out-of-service.command.js';
import { UnshelveAlarmHandler } from './commands/alarm/unshelve-alarm.command.js';
import { UnsuppressAlarmHandler } from './commands/alarm/unsuppress-alarm.command.js';
import { AcceptRuleProposalHandler } from './commands/proposal/accept-rule-proposal.command.js';
import { DismissRuleProposalHandler } from './commands/proposal/dismiss-rule-proposal.command.js';
import { MarkCaseDuplicateHandler } from './commands/case/mark-case-duplicate.command.js';
import { MarkCaseFalsePositiveHandler } from './commands/case/mark-case-false-positive.command.js';
import { ReopenCaseHandler } from './commands/case/reopen-case.command.js';
import { ResolveCaseHandler } from './commands/case/resolve-case.command.js';
import { ActivateAlarmRuleHandler } from './commands/rule/activate-alarm-rule.command.js';
import { DraftAlarmRuleHandler } from './commands/rule/draft-alarm-rule.command.js';
import { RollBackAlarmRuleHandler } from './commands/rule/roll-back-alarm-rule.command.js';
import { RetireAlarmRuleHandler } from './commands/rule/retire-alarm-rule.command.js';
import { ReviseAlarmRuleHandler } from './commands/rule/revise-alarm-rule.command.js';
import { ShadowAlarmRuleHandler } from './commands/rule/shadow-alarm-rule.command.js';
import { ChangeAlarm } from './following/change-alarm.js';
import { ChangeCase } from './following/change-case.js';
import { EndFlood } from './following/end-flood.js';
import { EndSuppression } from './following/end-suppression.js';
import { FollowCase } from './following/follow-case.js';
import { FollowCondition } from './following/follow-condition.js';
import { FollowWork } from './following/follow-work.js';
import { HearInspection } from './following/hear-inspection.js';
import { HearPrediction } from './following/hear-prediction.js';
import { HearPlant } from './following/hear-plant.js';
import { JudgeAlarms } from './following/judge-alarms.js';
import { MoveAlarm } from './following/move-alarm.js';
import { RaiseAlarm } from './following/raise-alarm.js';
import { RecordAlarm } from './following/record-alarm.js';
import { ActivateRule } from './following/rules/activate-rule.js';
import { ChangeRule } from './following/rules/change-rule.js';
import { CompareRule } from './following/rules/compare-rule.js';
import { DecideProposal } from './following/rules/decide-proposal.js';
import { EndRule } from './following/rules/end-rule.js';
import { JudgeLater } from './following/rules/judge-later.js';
import { JudgeRule } from './following/rules/judge-rule.js';
import { JudgeRules } from './following/rules/judge-rules.js';
import { ReviewRules } from './following/rules/review-rules.js';
import { RuleEvidence } from './following/rules/rule-evidence.js';
import { RuleBook } from './following/rules/rule-book.js';
import { SuppressEquipment } from './following/suppress-equipment.js';
import { WatchChattering } from './following/watch-chattering.js';
import { WatchFlood } from './following/watch-flood.js';
import { JoinCaseOnInspectionItemFailed } from './handlers/join-case-on-inspection-item-failed.handler.js';
import { JoinCaseOnFailurePredicted } from './handlers/join-case-on-failure-predicted.handler.js';
import { JudgeCaseOnFeedbackGiven } from './handlers/judge-case-on-feedback-given.handler.js';
import { NoteBacktestOnBacktestEnded } from './handlers/note-backtest-on-backtest-ended.handler.js';
import { NoteEquipmentOnEquipmentChanged } from './handlers/note-equipment-on-equipment-changed.handler.js';
import { NoteEquipmentOnEquipmentRegistered } from './handlers/note-equipment-on-equipment-registered.handler.js';
import { NoteWorkOrderOnWorkOrderCreated } from './handlers/note-work-order-on-work-order-created.handler.js';
import { RaiseAlarmOnAnomalyDetected } from './handlers/raise-alarm-on-anomaly-detected.handler.js';
import { RaiseAlarmOnLimitExceeded } from './handlers/raise-alarm-on-limit-exceeded.handler.js';
import { ReopenCaseOnWorkOrderCancelled } from './handlers/reopen-case-on-work-order-cancelled.handler.js';
import { ResolveCaseOnWorkOrderClosed } from './handlers/resolve-case-on-work-order-closed.handler.js';
import { ReturnAlarmOnAnomalyExpired } from './handlers/return-alarm-on-anomaly-expired.handler.js';
import { RaiseAlarmOnSensorFaultDetected } from './handlers/raise-alarm-on-sensor-fault-detected.handler.js';
import { ReturnAlarmOnSensorFaultEnded } from './handlers/return-alarm-on-sensor-fault-ended.handler.js';
import { ReturnAlarmOnLimitReturned } from './handlers/return-alarm-on-limit-returned.handler.js';
import { ReturnAlarmsOnInspectionSubmitted } from './handlers/return-alarms-on-inspection-submitted.handler.js';
import { SuppressAlarmsOnWorkOrderReopened } from './handlers/suppress-alarms-on-work-order-reopened.handler.js';
import { SuppressAlarmsOnWorkOrderStarted } from './handlers/suppress-alarms-on-work-order-started.handler.js';
import { EndSuppressionJob } from './jobs/end-suppression.job.js';
import { JudgeAlarmRuleJob } from './jobs/judge-alarm-rule.job.js';
import { ReviewAlarmRulesJob } from './jobs/review-alarm-rules.job.js';
import { WatchAlarmFloodJob } from './jobs/watch-alarm-flood.job.js';
import { AlarmHistoryEntity } from './persistence/alarm-history.entity.js';
import { AlarmHistoryRepository } from './persistence/alarm-history.repository.js';
import { AlarmTimerRepository } from './persistence/alarm-timer.repository.js';
import { AlarmEntity } from './persistence/alarm.entity.js';
import { AlarmRepository } from './persistence/alarm.repository.js';
import { CaseEntity } from './persistence/case.entity.js';
import { CaseRepository } from './persistence/case.repository.js';
import { ConditionRepository } from './persistence/condition.repository.js';
import { EquipmentRepository } from './persistence/equipment.repository.js';
import { EvidenceRepository } from './persistence/evidence.repository.js';
import { FloodRepository } from './persistence/flood.repository.js';
import { KpiRepository } from './persistence/kpi.repository.js';
import { PolicyRepository } from './persistence/policy.repository.js';
import { ActivationRepository } from './persistence/rules/activation.repository.js';
import { ComparisonRepository } from './persistence/rules/comparison.repository.js';
import { ProposalRepository } from './persistence/rules/proposal.repository.js';
import { RaisingRepository } from './persistence/rules/raising.repository.js';
import { RuleBacktestRepository } from './persistence/rules/rule-backtest.repository.js';
import { ReviewRepository } from './persistence/rules/review.repository.js';
import { RuleFiguresRepository } from './persistence/rules/rule-figures.repository.js';
import { RuleEntity } from './persistence/rules/rule.entity.js';
import { RuleRepository } from './persistence/rules/rule.repository.js';
import { SignalRepository } from './persistence/rules/signal.repository.js';
import { StandingRepository } from './persistence/rules/standing.repository.js';
import { CountAlarmsHandler } from './queries/count-alarms.query.js';
import { GetAlarmKpisHandler } from './queries/get-alarm-kpis.query.js';
import { GetAlarmPolicyHandler } from './queries/get-alarm-policy.query.js';
import { GetAlarmHandler } from './queries/get-alarm.query.js';
import { GetCaseHandler } from './queries/get-case.query.js';
import { ListAlarmHistoryHandler } from './queries/list-alarm-history.query.js';
import { ListAlarmsHandler } from './queries/list-alarms.query.js';
import { FindAnomalyOutcomesHandler } from './queries/find-anomaly-outcomes.query.js';
import { ListCaseEvidenceHandler } from './queries/list-case-evidence.query.js';
import { ListCasesHandler } from './queries/list-cases.query.js';
import { CompareAlarmRuleHandler } from './queries/rule/compare-alarm-rule.query.js';
import { GetAlarmRuleHandler } from './queries/rule/get-alarm-rule.query.js';
import { ListAlarmRulesHandler } from './queries/rule/list-alarm-rules.query.js';
import { ListRuleActivationsHandler } from './queries/rule/list-rule-activations.query.js';
import { ListRuleFiguresHandler } from './queries/rule/list-rule-figures.query.js';
import { ListRuleProposalsHandler } from './queries/rule/list-rule-proposals.query.js';

const handlers = [
  JudgeCaseOnFeedbackGiven,
  NoteEquipmentOnEquipmentRegistered,
  NoteEquipmentOnEquipmentChanged,
  RaiseAlarmOnAnomalyDetected,
  ReturnAlarmOnAnomalyExpired,
  RaiseAlarmOnLimitExceeded,
  ReturnAlarmOnLimitReturned,
  RaiseAlarmOnSensorFaultDetected,
  ReturnAlarmOnSensorFaultEnded,
  NoteBacktestOnBacktestEnded,
  NoteWorkOrderOnWorkOrderCreated,
  SuppressAlarmsOnWorkOrderReopened,
  SuppressAlarmsOnWorkOrderStarted,
  ResolveCaseOnWorkOrderClosed,
  ReopenCaseOnWorkOrderCancelled,
  JoinCaseOnFailurePredicted,
  JoinCaseOnInspectionItemFailed,
  ReturnAlarmsOnInspectionSubmitted,
];

const answers = [
  ListAlarmsHandler,
  GetAlarmHandler,
  ListAlarmHistoryHandler,
  AcknowledgeAlarmHandler,
  AcknowledgeAlarmsHandler,
  ShelveAlarmHandler,
  UnshelveAlarmHandler,
  SuppressAlarmHandler,
  UnsuppressAlarmHandler,
  TakeAlarmOutOfServiceHandler,
  ReturnAlarmToServiceHandler,
  ResetAlarmHandler,
  CommentOnAlarmHandler,
  JudgeAlarmHandler,
  GetAlarmPolicyHandler,
  SetAlarmPolicyHandler,
  GetAlarmKpisHandler,
  ListCasesHandler,
  GetCaseHandler,
  ListCaseEvidenceHandler,
  FindAnomalyOutcomesHandler,
  ResolveCaseHandler,
  MarkCaseFalsePositiveHandler,
  MarkCaseDuplicateHandler,
  ReopenCaseHandler,
  CountAlarmsHandler,
  ListAlarmRulesHandler,
  GetAlarmRuleHandler,
  DraftAlarmRuleHandler,
  ReviseAlarmRuleHandler,
  ShadowAlarmRuleHandler,
  ActivateAlarmRuleHandler,
  RetireAlarmRuleHandler,
  CompareAlarmRuleHandler,
  RollBackAlarmRuleHandler,
  ListRuleActivationsHandler,
  ListRuleFiguresHandler,
  ListRuleProposalsHandler,
  AcceptRuleProposalHandler,
  DismissRuleProposalHandler,
];

const jobs = [EndSuppressionJob, WatchAlarmFloodJob, JudgeAlarmRuleJob, ReviewAlarmRulesJob];

const repositories = [
  AlarmRepository,
  AlarmHistoryRepository,
  AlarmTimerRepository,
  CaseRepository,
  ConditionRepository,
  EquipmentRepository,
  EvidenceRepository,
  FloodRepository,
  KpiRepository,
  PolicyRepository,
  ActivationRepository,
  ComparisonRepository,
  ProposalRepository,
  RaisingRepository,
  ReviewRepository,
  RuleFiguresRepository,
  RuleBacktestRepository,
  RuleRepository,
  SignalRepository,
  StandingRepository,
];

const following = [
  ChangeAlarm,
  ChangeCase,
  EndFlood,
  EndSuppression,
  FollowCase,
  FollowCondition,
  FollowWork,
  HearInspection,
  HearPlant,
  HearPrediction,
  JudgeAlarms,
  MoveAlarm,
  RaiseAlarm,
  RecordAlarm,
  SuppressEquipment,
  WatchChattering,
  WatchFlood,
  ActivateRule,
  ChangeRule,
  CompareRule,
  DecideProposal,
  EndRule,
  JudgeLater,
  JudgeRule,
  JudgeRules,
  ReviewRules,
  RuleEvidence,
  RuleBook,
];

/** Alarms by ISA-18.2, and the cases they belong to. */
@Module({
  imports: [
    ConfigurationModule.for('alarms', AlarmsConfig),
    DatabaseModule.forSchema('alarms', [AlarmEntity, AlarmHistoryEntity, CaseEntity, RuleEntity]),
    JobsModule.forAgent('alarms', jobs),
    MessagingModule.forAgent('alarms', { handlers, answers }),
  ],
  providers: [...repositories, ...following, ...handlers, ...answers, ...jobs],
})
export class AlarmsModule {}

export const alarms: AgentProgram = { agent: 'alarms', module: AlarmsModule };
