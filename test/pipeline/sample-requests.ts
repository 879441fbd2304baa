/** A request that was answered well. */
export interface SampleRequest {
  readonly method: string;
  readonly template: string;
  readonly query: string;
  readonly body: object | string | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SECRETS = ['refreshToken', 'idToken'];
const PUBLIC = ['/api/v1/auth/login', '/api/v1/auth/refresh', '/api/v1/auth/verify'];
const FENCE = '```';

const INTRODUCTION = `# Sample requests

One for every route. \`API\` is the address of the gateway, \`TOKEN\` an access token, and each other name in capitals the
id of something of that kind. Each was sent by \`test/pipeline/every-answer\`, which fails when a route has none here, or
another one than was answered well; \`npm run samples:requests\` writes this file anew.
`;

const variable = (name: string): string => {
  return `$${name
    .replace(/[A-Z]/g, (letter) => `_${letter}`)
    .replace(/-/g, '_')
    .toUpperCase()}`;
};

/** The path with a variable for each id, called after what it is the id of. */
function pathOf(template: string): string {
  const parts = template.split('/');
  return parts
    .map((part, at) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name === undefined) return part;
      const of = (parts[at - 1] ?? '').replace(/ies$/, 'y').replace(/s$/, '');
      return variable(name === 'id' ? `${of}-id` : name);
    })
    .join('/');
}

/** What was sent, with a variable for each value that only that run knew. */
function withVariables(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withVariables(name, each));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, withVariables(key, each)]),
    );
  }
  if (typeof value !== 'string') return value;
  if (SECRETS.includes(name)) return variable(name);
  return UUID.test(value.replace(/^user:/, '')) ? variable(name) : value;
}

function dataOf({ body, method }: SampleRequest): string[] {
  if (body === undefined || method === 'GET' || method === 'DELETE') return [];
  if (body instanceof FormData) {
    return [...body.entries()].map(([name, value]) => {
      return `-F ${name}=${typeof value === 'string' ? value : `@${value.name}`}`;
    });
  }
  const isTable = typeof body === 'string';
  const text = isTable ? body.trimEnd() : JSON.stringify(withVariables('', body));
  const type = `-H 'Content-Type: ${isTable ? 'text/csv' : 'application/json'}'`;
  return [type, `--data-binary @- <<END\n${text}\nEND`];
}

/** A request as a command that sends it. */
function commandOf(request: SampleRequest): string {
  const { method, template, query } = request;
  const asked = query.replace(/=[0-9a-f-]{36}/g, (_, at: number) => {
    return `=${variable(/\w+$/.exec(query.slice(0, at))?.[0] ?? '')}`;
  });
  return [
    `curl -X ${method} "$API${pathOf(template)}${asked}"`,
    ...(PUBLIC.includes(template) ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...dataOf(request),
  ].join(' \\\n  ');
}

/** The document of sample requests. */
export function documentOf(requests: readonly SampleRequest[]): string {
  const order = (each: SampleRequest): string => `${each.template} ${each.method}`;
  const sections = [...requests]
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .map((each) => {
      const command = commandOf(each);
      return `## ${each.method} ${each.template}\n\n${FENCE}sh\n${command}\n${FENCE}\n`;
    });
  return [INTRODUCTION, ...sections].join('\n');
}

/** Each route's command in a document, without the values that differ from run to run. */
export function shapesIn(document: string): Record<string, string> {
  const [, ...sections] = document.split(/^## /m);
  return Object.fromEntries(
    sections.map((section): [string, string] => {
      const [route = '', ...rest] = section.split('\n');
      const text = rest.join('\n').replace(/:"[^"]*"/g, ':"…"');
      return [route, text.replace(/\d+/g, '0').trim()];
    }),
  );
}
