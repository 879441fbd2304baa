import type { Inspection } from '../persistence/inspections/inspection.entity.js';

/** What every event of an inspection tells. */
export const inspectionEvent = (inspection: Inspection) => ({
  inspectionId: inspection.id,
  equipmentId: inspection.equipmentId,
  templateId: inspection.templateId,
  templateVersion: inspection.templateVersion,
  name: inspection.name,
  ...(inspection.roundId !== null && { roundId: inspection.roundId }),
});

/** What is told where time is what happened. */
export const timedEvent = (inspection: Inspection) => ({
  ...inspectionEvent(inspection),
  dueAt: inspection.dueAt.toISOString(),
  closesAt: inspection.closesAt.toISOString(),
  ...(inspection.team !== null && { team: inspection.team }),
});
