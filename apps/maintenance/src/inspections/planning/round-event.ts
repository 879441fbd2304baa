import { draft, InspectionRoundChanged, type EventDraft } from '@libs/contracts';
import type { InspectionRound } from '../../persistence/inspections/round.entity.js';

/** A round began, rests, goes on, ended or is another. */
export function roundChanged(round: InspectionRound): EventDraft {
  const { id: roundId, version, name, templateId, rrule, timeZone, state, changedBy } = round;
  const told = { roundId, version, name, templateId, rrule, timeZone, state, changedBy };
  return draft(InspectionRoundChanged, told, { subject: `inspection_round/${roundId}` });
}
