import type { MaintenanceRecordView } from '@libs/contracts';
import type { RecordAnswer } from './record.dto.js';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NAMES: Readonly<Record<string, string>> = {
  maintenance_type: 'maintenanceType',
  performed_by: 'performedBy',
  performed_at: 'performedAt',
  parts_replaced: 'replacedParts',
};

const LOCAL_TIME = /T[^Z+-]*$/;

function translated(given: string, value: unknown): Fields {
  if (given === 'record_id') return {};
  if (given === 'description_ar') return { descriptions: { ar: value } };
  if (given === 'cost' && typeof value === 'number') return { cost: String(value) };
  if (given === 'performed_at' && typeof value === 'string' && LOCAL_TIME.test(value)) {
    return { performedAt: `${value}Z` };
  }
  if (given === 'parts_replaced' && Array.isArray(value)) {
    return { replacedParts: value.map((name: unknown) => ({ name })) };
  }
  return { [NAMES[given] ?? given]: value };
}

/** A maintenance record in the words of the fleet's clients, in ours; what is not known stays. */
export function recordInOurWords(body: unknown): unknown {
  if (!isFields(body)) return body;
  const ours = Object.entries(body).map(([given, value]) => translated(given, value));
  return Object.assign({}, ...ours) as Fields;
}

/** A maintenance record with the names that the fleet's clients have for its fields. */
export function recordInTheirWords(record: MaintenanceRecordView): RecordAnswer {
  return Object.assign({}, record, {
    record_id: record.id,
    equipment_id: record.equipmentId,
    maintenance_type: record.maintenanceType,
    description_ar: record.descriptions?.['ar'] ?? null,
    performed_by: record.performedBy,
    performed_at: record.performedAt,
    parts_replaced: (record.replacedParts ?? []).map(({ name }) => name),
  });
}
