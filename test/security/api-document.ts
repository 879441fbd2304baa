import type { ApiClient } from '@libs/testing';
import { v7 as uuidv7 } from 'uuid';

/** What of JSON Schema the API's document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema?: Schema }>> };
  readonly 'x-permission'?: string;
  readonly 'x-public'?: boolean;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** One route, as the API's own document tells it. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly permission: string | undefined;
  readonly isPublic: boolean;
  readonly pathNames: readonly string[];
  readonly queries: readonly Parameter[];
  readonly body: Schema | undefined;
}

/** The API's document, with what a test needs to try it. */
export class ApiDocument {
  private constructor(private readonly document: Document) {}

  static async of(client: ApiClient): Promise<ApiDocument> {
    const { body } = await client.get<Document>('/docs/openapi.json');
    return new ApiDocument(body);
  }

  get operations(): readonly Operation[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, described]) => ({
        method: method.toUpperCase(),
        path,
        permission: described['x-permission'],
        isPublic: described['x-public'] === true,
        pathNames: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
        queries: (described.parameters ?? []).filter((each) => each.in === 'query'),
        body: this.resolved(described.requestBody?.content['application/json']?.schema),
      })),
    );
  }

  /** A schema without references and compositions at its top. */
  resolved(schema: Schema | undefined): Schema | undefined {
    if (schema?.$ref !== undefined) {
      return this.resolved(this.document.components.schemas[schema.$ref.split('/').at(-1) ?? '']);
    }
    if (schema?.allOf) {
      const parts = schema.allOf.map((each) => this.resolved(each) ?? {});
      return {
        ...Object.assign({}, ...parts, schema),
        properties: Object.assign({}, ...parts.map(({ properties }) => properties)) as object,
        required: parts.flatMap(({ required = [] }) => required),
        allOf: undefined,
      } as Schema;
    }
    const choices = (schema?.oneOf ?? schema?.anyOf)?.map((each) => this.resolved(each) ?? {});
    return choices ? firstOf(choices) : schema;
  }

  /** A value that the schema allows; `id` stands wherever it wants a UUID. */
  sample(given: Schema | undefined, id = uuidv7()): unknown {
    const schema = this.resolved(given) ?? {};
    if (schema.format === 'uuid') return id;
    for (const known of [schema.example, schema.default, schema.const, schema.enum?.[0]]) {
      if (known !== undefined) return known;
    }
    switch (typesOf(schema)[0]) {
      case 'object':
        return Object.fromEntries(
          Object.entries(schema.properties ?? {})
            .filter(([name, each]) => {
              const isId = this.resolved(each)?.format === 'uuid';
              return isId || (schema.required ?? []).includes(name);
            })
            .map(([name, each]) => [name, this.sample(each, id)]),
        );
      case 'array':
        return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () =>
          this.sample(schema.items, id),
        );
      case 'integer':
      case 'number':
        return schema.minimum ?? Math.min(1, schema.maximum ?? 1);
      case 'boolean':
        return true;
      case 'string':
        return sampleText(schema);
      case undefined:
      default:
        return {};
    }
  }

  /** Bodies that are right but for one property, which has a type that its schema refuses. */
  *wrongBodies(body: Schema): Generator<{ readonly property: string; readonly body: object }> {
    const right = this.sample(body) as object;
    for (const [property, given] of Object.entries(body.properties ?? {})) {
      for (const wrong of wrongValues(this.resolved(given) ?? {})) {
        yield { property, body: { ...right, [property]: wrong } };
      }
    }
  }
}

/** The first of several schemas, without the properties that another one gives another type. */
function firstOf([first = {}, ...others]: readonly Schema[]): Schema {
  if (!first.properties) return first;
  const isTheSame = ([name, { type }]: [string, Schema]): boolean =>
    others.every(({ properties }) => (properties?.[name]?.type ?? type) === type);
  return {
    ...first,
    properties: Object.fromEntries(Object.entries(first.properties).filter(isTheSame)),
  };
}

function typesOf({ type, properties }: Schema): readonly string[] {
  if (type === undefined) return properties ? ['object'] : [];
  return typeof type === 'string' ? [type] : type;
}

function sampleText({ format, minLength = 1 }: Schema): string {
  switch (format) {
    case 'date-time':
      return '2026-01-01T00:00:00.000Z';
    case 'date':
      return '2026-01-01';
    case 'email':
      return 'somebody@plant.example';
    case 'uri':
      return 'https://plant.example/hook';
    case undefined:
    default:
      return 'x'.repeat(Math.max(1, minLength));
  }
}

const VALUES: Readonly<Record<string, unknown>> = {
  string: 'not of this type',
  number: 4.2,
  boolean: true,
  object: { nothing: 'of this type' },
  array: [['not of this type']],
};

/** Values whose types the schema does not allow; none where it allows every type. */
export function wrongValues(schema: Schema): unknown[] {
  const types = typesOf(schema);
  if (types.length === 0) return [];
  return Object.entries(VALUES)
    .filter(([type]) => !types.includes(type))
    .map(([, value]) => value);
}
