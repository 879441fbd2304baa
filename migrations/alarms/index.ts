import type { SchemaMigrations } from '@libs/database';
import { AlarmsMessaging1763700000001 } from './0001-messaging.js';
import { AlarmsAndCases1763700000002 } from './0002-alarms-and-cases.js';
import { AlarmStates1763700000003 } from './0003-alarm-states.js';
import { Cases1763700000004 } from './0004-cases.js';
import { AlarmRules1763700000005 } from './0005-alarm-rules.js';
import { InspectionEvidence1763700000215 } from './0015-inspection-evidence.js';
import { AnomalyOutcomes1763700000218 } from './0018-anomaly-outcomes.js';
import { RuleDecisions1763700000230 } from './0030-rule-decisions.js';
import { AlarmJudgements1763700000231 } from './0031-alarm-judgements.js';
import { RuleProposals1763700000232 } from './0032-rule-proposals.js';
import { OldEvidence1763700000464 } from './0033-old-evidence.js';

/** The alarms schema, oldest change first. */
export const alarms: SchemaMigrations = {
  schema: 'alarms',
  migrations: [
    AlarmsMessaging1763700000001,
    AlarmsAndCases1763700000002,
    AlarmStates1763700000003,
    Cases1763700000004,
    AlarmRules1763700000005,
    InspectionEvidence1763700000215,
    AnomalyOutcomes1763700000218,
    RuleDecisions1763700000230,
    AlarmJudgements1763700000231,
    RuleProposals1763700000232,
    OldEvidence1763700000464,
  ],
};
