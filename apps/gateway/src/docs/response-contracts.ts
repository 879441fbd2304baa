import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** A response as it goes out. */
export interface Outgoing {
  readonly method: string;
  /** The route as it was declared: `/api/v1/equipment/:id`. */
  readonly route: string;
  readonly status: number;
  readonly mediaType: string;
  readonly body: string;
}

type Node = Readonly<Record<string, unknown>>;

const DOCUMENT = 'openapi.json';
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const pointer = (...parts: readonly string[]): string =>
  parts.map((part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/');

/** Schemas that refuse properties which they do not describe. */
function closed<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(closed) as T;
  if (!isNode(schema)) return schema;
  const parts = Object.entries(schema).map(([key, value]) => [key, closed(value)] as const);
  const open = isNode(schema['properties']) && !('additionalProperties' in schema);
  return { ...Object.fromEntries(parts), ...(open && { additionalProperties: false }) } as T;
}

/** What responses must be like by the document that the API serves; each schema is compiled at its first use. */
export class ResponseContracts {
  private readonly ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(private readonly document: OpenAPIObject) {
    const { paths, components } = JSON.parse(JSON.stringify(document)) as Node;
    this.ajv.addSchema(closed({ paths, components }), DOCUMENT, undefined, false);
  }

  /** Where a response differs from its contract; nothing where its route is not in the document. */
  differences({ method, route, status, mediaType, body }: Outgoing): string[] {
    const path = route.replace(/:(\w+)/g, '{$1}');
    const verb = method.toLowerCase();
    const operation = (this.document.paths[path] as Node | undefined)?.[verb];
    if (!isNode(operation)) return [];
    const described = (operation['responses'] as Node)[String(status)];
    if (!isNode(described)) return [`status ${status} is not described`];
    const own = `#/${pointer('paths', path, verb, 'responses', String(status))}`;
    const at = typeof described['$ref'] === 'string' ? described['$ref'] : own;
    const { content } = this.resolve(at);
    if (body === '' && content === undefined) return [];
    if (!isNode(content) || !isNode(content[mediaType])) {
      return [`${mediaType || 'no media type'} is not described for status ${status}`];
    }
    if (!mediaType.endsWith('json')) return [];
    if (!isNode(content[mediaType]['schema'])) return [`status ${status} has no schema`];
    return this.faults(`${at}/${pointer('content', mediaType, 'schema')}`, body);
  }

  private resolve(at: string): Node {
    const parts = at.slice(2).split('/').map(decodeURIComponent);
    return parts.reduce<unknown>((node, part) => {
      return isNode(node) ? node[part.replace(/~1/g, '/').replace(/~0/g, '~')] : undefined;
    }, this.document) as Node;
  }

  private faults(at: string, body: string): string[] {
    const validate = this.validators.get(at) ?? this.ajv.compile({ $ref: `${DOCUMENT}${at}` });
    this.validators.set(at, validate);
    if (validate(JSON.parse(body))) return [];
    return (validate.errors ?? []).map(told);
  }
}

function told({ instancePath, message, params }: ErrorObject): string {
  const named = params as { additionalProperty?: string };
  const name = named.additionalProperty === undefined ? '' : ` (${named.additionalProperty})`;
  return `${instancePath || '/'} ${message ?? 'is not right'}${name}`;
}
