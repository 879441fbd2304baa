import {
  fieldsOf,
  readingsRecordedSchema,
  ReadingsRecorded,
  type ContractClass,
  type Field,
  type FieldSchema,
} from '@libs/contracts';

/** A part of a document. */
export type Json = Readonly<Record<string, unknown>>;

/** A reference to another part of the document. */
export function ref(...path: string[]): Json {
  return { $ref: `#/${path.join('/')}` };
}

/** A reference to the schema of a contract class. */
export function schemaRef(contract: ContractClass): Json {
  return ref('components', 'schemas', contract.name);
}

/** The schemas of contract classes and of all that they hold, by name. */
export function schemasOf(contracts: readonly ContractClass[]): Json {
  const found = new Set<ContractClass>();
  const gather = (contract: ContractClass): void => {
    if (found.has(contract)) return;
    found.add(contract);
    for (const { schema } of fieldsOf(contract)) {
      const nested = schema.of ?? schema.items?.of;
      if (nested) gather(nested());
    }
  };
  contracts.forEach(gather);
  return Object.fromEntries([...found].map((each) => [each.name, classSchema(each)]));
}

function classSchema(contract: ContractClass): Json {
  if (contract === ReadingsRecorded) return readingsRecordedSchema;
  const fields = fieldsOf(contract);
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
  };
}

function fieldSchema({ schema, nullable }: Field): Json {
  const plain = resolve(schema);
  return nullable ? { oneOf: [plain, { type: 'null' }] } : plain;
}

function resolve({ of, items, ...plain }: FieldSchema): Json {
  if (of) return schemaRef(of());
  return { ...plain, ...(items && { items: resolve(items) }) };
}
