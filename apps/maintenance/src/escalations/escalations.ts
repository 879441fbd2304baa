import { EscalateOverdueWorkJob } from './jobs/escalate-overdue-work.job.js';
import { EscalationRepository } from './persistence/escalation.repository.js';
import { ReachLevel } from './reach-level.js';

/** Tells people of what is overdue, level by level. */
export const escalations = {
  jobs: [EscalateOverdueWorkJob],
  providers: [EscalationRepository, ReachLevel],
} as const;
