import type { ContractClass } from '../../envelope/event-contract.js';
import { fieldsOf, type Field, type FieldSchema } from '../../fields/field.js';
import type { TableKind } from './import.js';
import { EquipmentRow, LocationRow, SensorRow } from './rows.js';

/** A column of a table: a field of its rows, or one member of it. */
export interface Column {
  readonly name: string;
  readonly field: string;
  readonly member?: string;
  readonly holds: 'text' | 'number' | 'json';
}

const ROWS: Readonly<Record<TableKind, ContractClass>> = {
  equipment: EquipmentRow,
  locations: LocationRow,
  sensors: SensorRow,
};

function holds({ type }: FieldSchema): Column['holds'] {
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'object' ? 'json' : 'text';
}

function membersOf({ name: field, schema }: Field): Column[] {
  return fieldsOf(schema.of?.() ?? Object).map(({ name: member, schema: inner }) => ({
    name: `${field}.${member}`,
    field,
    member,
    holds: holds(inner),
  }));
}

/** The fields of a kind's rows; one of no column is refused. */
export function rowFields(kind: TableKind): readonly Field[] {
  return fieldsOf(ROWS[kind]);
}

/** The columns that a table is written with. */
export function columnsOf(kind: TableKind): Column[] {
  return rowFields(kind).flatMap((field) => {
    if (field.schema.of) return membersOf(field);
    return [{ name: field.name, field: field.name, holds: holds(field.schema) }];
  });
}

/** The column that a heading names, or undefined. `names.ar` is the Arabic one of `names`. */
export function columnNamed(kind: TableKind, heading: string): Column | undefined {
  const [name = '', ...rest] = heading.split('.');
  const field = rowFields(kind).find((each) => each.name === name);
  if (!field) return undefined;
  const member = rest.join('.');
  if (member === '') return { name: heading, field: name, holds: holds(field.schema) };
  const isTexts = typeof field.schema.additionalProperties === 'object';
  if (isTexts) return { name: heading, field: name, member, holds: 'text' };
  return membersOf(field).find((each) => each.name === heading);
}
