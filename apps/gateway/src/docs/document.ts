import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { MERGE_PATCH } from '../edges/merge-patch.js';
import { NoBody } from '../http/no-body.js';
import { Pagination, ProblemDocument, StretchPagination } from './problem.dto.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']> & {
  'x-public'?: boolean;
  'x-permission'?: string;
  'x-no-idempotency-key'?: string;
  'x-form'?: { readonly fields: string };
};

type Schemas = NonNullable<OpenAPIObject['components']>['schemas'];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const PROBLEMS: Readonly<Record<string, string>> = {
  '400': 'Bad request',
  '401': 'Token missing, expired or invalid',
  '403': 'Forbidden',
  '404': 'Not found',
  '409': 'Conflict',
  '412': 'Stale version',
  '413': 'Too large',
  '414': 'Address too long',
  '415': 'Neither JSON nor a form that this takes',
  '416': 'There is no such range of the file',
  '422': 'Fields at fault',
  '429': 'Too many requests or attempts; see Retry-After',
  '500': 'Internal error',
  '503': 'Not available now; see Retry-After',
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'The same key and request again gets the same answer and changes nothing',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

const CORRELATION_ID = {
  name: 'X-Correlation-Id',
  in: 'header' as const,
  required: false,
  description: 'Taken over, or made; told on every response',
  schema: { type: 'string', format: 'uuid' },
};

/** The problems that an operation may answer with. */
function problemsOf(path: string, method: string, operation: Operation): string[] {
  const ids = (operation.parameters ?? []).map((each) => ('name' in each ? each.name : ''));
  return [
    ...(operation['x-public'] ? [] : ['401', '403']),
    ...(method === 'get' ? [] : ['400', '409', '413', '415']),
    // A body or a question may name what is not there as well as a path.
    '404',
    // What was never tried cannot be compared.
    ...(path.endsWith('/comparison') ? ['409'] : []),
    ...(ids.includes('If-Match') ? ['412'] : []),
    '414',
    ...(operation.responses['206'] ? ['416'] : []),
    '422',
    '429',
    ...(/\/auth\/(login|verify|refresh|logout)$/.test(path) ? ['401'] : []),
    ...(path.endsWith('/auth/verify') ? ['403'] : []),
    '500',
    '503',
  ];
}

/** A body without required fields may be left out, and one without fields is none. */
function relaxBody(operation: Operation, schemas: Schemas): void {
  const body = operation.requestBody;
  if (!body || !('content' in body)) return;
  const schema = body.content['application/json']?.schema;
  const name = schema && '$ref' in schema ? schema.$ref.split('/').at(-1) : undefined;
  if (name === NoBody.name) delete operation.requestBody;
  const described = schemas?.[name ?? ''];
  if (described && !('$ref' in described) && !described.required?.length) body.required = false;
}

/** What takes a part as JSON takes it by the media type of merge patches, too. */
function describePatch(method: string, operation: Operation): void {
  const body = operation.requestBody;
  const json = body && 'content' in body ? body.content['application/json'] : undefined;
  if (method === 'patch' && body && 'content' in body && json) body.content[MERGE_PATCH] = json;
}

/** Tells of the form that a route takes, besides its JSON or instead of it. */
function describeForm(operation: Operation): void {
  const form = operation['x-form'];
  if (!form) return;
  const file = { type: 'string', format: 'binary' };
  const fields = { $ref: `#/components/schemas/${form.fields}` };
  const schema = { allOf: [fields, { type: 'object', required: ['file'], properties: { file } }] };
  const body = operation.requestBody;
  const content = body && 'content' in body ? body.content : {};
  operation.requestBody = { content: { ...content, 'multipart/form-data': { schema } } };
  delete operation['x-form'];
}

function complete(path: string, method: string, operation: Operation): void {
  if (operation['x-public']) operation.security = [];
  if (!/^\/(api|equipment|machines)\b/.test(path)) return;
  const keyless = operation['x-no-idempotency-key'];
  if (keyless !== undefined) operation.description = `Takes no Idempotency-Key. ${keyless}.`;
  operation.parameters = [
    ...(operation.parameters ?? []),
    ...(method === 'post' && keyless === undefined ? [IDEMPOTENCY_KEY] : []),
    CORRELATION_ID,
  ];
  for (const status of problemsOf(path, method, operation)) {
    operation.responses[status] ??= { $ref: `#/components/responses/Problem${status}` };
  }
}

function problemResponses(): NonNullable<OpenAPIObject['components']>['responses'] {
  const schema = { $ref: '#/components/schemas/ProblemDocument' };
  return Object.fromEntries(
    Object.entries(PROBLEMS).map(([status, description]) => [
      `Problem${status}`,
      { description, content: { 'application/problem+json': { schema } } },
    ]),
  );
}

/** The OpenAPI 3.1 document of everything the gateway answers. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Millwright')
    .setDescription(
      'Predictive maintenance of industrial equipment. Names in query strings are camelCase; ' +
        'snake_case (page_size, equipment_id) is taken as well.',
    )
    .setVersion('0.1.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key' }, 'apiKey')
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('apiKey')
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    operationIdFactory: (_controller, method) => method,
    extraModels: [Pagination, StretchPagination, ProblemDocument],
  });
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      complete(path, method, operation);
      relaxBody(operation, document.components?.schemas);
      describePatch(method, operation);
      describeForm(operation);
    }
  }
  document.components = { ...document.components, responses: problemResponses() ?? {} };
  return document;
}
