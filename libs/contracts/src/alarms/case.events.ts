import { EventContract } from '../envelope/event-contract.js';
import { Choice, Text, Uuid } from '../fields/kinds.js';
import { CRITICALITIES, SEVERITIES, TRIAGE_VERDICTS } from '../words.js';
import type { Criticality, Severity, TriageVerdict } from '../words.js';

/** What every event of a case tells. */
export abstract class CaseEvent {
  @Uuid() caseId!: string;
  @Uuid() equipmentId!: string;
  @Choice(SEVERITIES) severity!: Severity;
  @Text({ max: 1000 }) title!: string;
}

/** The first sign of trouble on a piece of equipment that had no open case. */
@EventContract('alarms.case.opened.v1')
export class CaseOpened extends CaseEvent {}

/** It was decided what is to be done about a case. */
@EventContract('alarms.case.triaged.v1')
export class CaseTriaged extends CaseEvent {
  @Choice(TRIAGE_VERDICTS) verdict!: TriageVerdict;
  @Choice(CRITICALITIES) criticality!: Criticality;
  @Text({ max: 50 }) equipmentCode!: string;
  @Text({ max: 1000, description: 'Why this verdict' }) reason!: string;
}

/** A case is over. */
@EventContract('alarms.case.resolved.v1')
export class CaseResolved extends CaseEvent {
  @Text({ max: 1000 }) reason!: string;
}
