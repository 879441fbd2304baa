import type { InspectionTemplate } from '../persistence/inspections/template.entity.js';

/** What every event of a template tells. */
export const templateEvent = ({ id, version, code, name, changedBy }: InspectionTemplate) => ({
  templateId: id,
  version,
  code,
  name,
  changedBy,
});

/** A template belongs to no equipment: what its events are about is itself. */
export const aboutTemplate = ({ id }: InspectionTemplate) => ({
  subject: `inspection_template/${id}`,
});
