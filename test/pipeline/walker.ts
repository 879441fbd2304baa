import { eventually, type ApiClient } from '@libs/testing';
import type { SampleRequest } from './sample-requests.js';

export interface Listed {
  readonly id: string;
  readonly caseId: string;
  readonly rule?: string;
  readonly latched?: boolean;
  readonly active?: boolean;
}
export interface Answer {
  readonly id?: string | number;
  readonly detail?: string;
  readonly data?: { readonly id?: string } & Readonly<Record<string, unknown>>;
}

/** What a question needs to be answered; of what stands in braces, the id. */
const QUERIES: Readonly<Record<string, string>> = {
  '/api/v1/analytics/timeline': '?equipmentId={equipment}',
  '/api/v1/sensors/{id}/band': '?from=2026-02-01T00:00:00Z&to=2026-02-02T00:00:00Z',
  '/api/v1/opportunities': '?equipmentId={equipment}',
  '/api/v1/opportunities/one-stop': '?equipmentId={equipment}',
  '/api/v1/readings': '?sensorId={sensors}',
  '/api/v1/equipment/{id}/inspections/trend': '?templateId={inspection-templates}&item=temperature',
};

/** Calls routes by their template; the ids in it are those of what was made or listed last. */
export class Walker {
  readonly answered = new Set<string>();
  readonly faults: string[] = [];
  /** Of each route the first request that was answered well. */
  readonly samples = new Map<string, SampleRequest>();
  /** The id that stands behind a path. */
  private readonly known = new Map<string, string>();
  private count = 0;

  constructor(public client: ApiClient) {}

  /** Sends an object as JSON, a form as one and a text as a table. */
  async call(
    method: string,
    template: string,
    body?: object | string,
    query = '',
  ): Promise<Answer> {
    const route = `${method} ${template}`;
    const path = this.resolve(template);
    const { status, body: answer } = await this.client.send<Answer | ''>(
      method,
      `${path}${query}`,
      method === 'GET' || method === 'DELETE'
        ? {}
        : {
            body: body ?? {},
            ...(typeof body === 'string' && { headers: { 'content-type': 'text/csv' } }),
          },
    );
    if (status >= 200 && status < 300) {
      this.answered.add(route);
      if (!this.samples.has(route)) this.samples.set(route, { method, template, query, body });
    } else this.faults.push(`${route}: ${status} ${JSON.stringify(answer)}`);
    const told = answer === '' ? {} : answer;
    const id = told.data?.id ?? told.id;
    if (method === 'POST' && id !== undefined) this.known.set(template, String(id));
    return told;
  }

  post = (path: string, body?: object | string) => this.call('POST', `/api/v1${path}`, body);
  put = (path: string, body: object) => this.call('PUT', `/api/v1${path}`, body);
  patch = (path: string, body: object) => this.call('PATCH', `/api/v1${path}`, body);
  remove = (path: string) => this.call('DELETE', `/api/v1${path}`);
  idOf = (path: string) => this.known.get(`/api/v1${path}`) ?? '';
  know = (path: string, id: string) => this.known.set(`/api/v1${path}`, id);
  forget = (path: string) => this.known.delete(`/api/v1${path}`);

  /** A name that nothing else has. */
  another(name: string, joint = '-'): string {
    this.count += 1;
    return `${name}${joint}${this.count}`;
  }

  /** Makes something, does away with it, and makes another. */
  async renew(path: string, parameter: string, body: () => object): Promise<void> {
    await this.post(path, body());
    await this.remove(`${path}/{${parameter}}`);
    await this.post(path, body());
  }

  /** Takes what is at a path through steps, some of which say more. */
  async take(
    path: string,
    ...steps: readonly (string | [step: string, body: object])[]
  ): Promise<void> {
    for (const each of steps) {
      const [step, body] = typeof each === 'string' ? [each, {}] : each;
      await this.post(`${path}/{id}/${step}`, body);
    }
  }

  /** Asks a question; of a list, its first item is known from then on. */
  async read(path: string): Promise<void> {
    const query = (QUERIES[path] ?? '').replace(/\{([\w-]+)\}/g, (_, name: string) =>
      this.idOf(`/${name}`),
    );
    const { data } = await this.call('GET', path, undefined, query);
    const [first] = Array.isArray(data) ? (data as { id?: string }[]) : [];
    if (first?.id !== undefined && !this.known.has(path)) this.known.set(path, first.id);
  }

  /** The first of a list that is right, once there is one. */
  firstOf(path: string, isRight: (item: Listed) => boolean = () => true): Promise<Listed> {
    return eventually(
      `something in ${path} after ${this.faults.join()}`,
      async () => {
        const { body } = await this.client.get<{ data?: Listed[] }>(`/api/v1${path}`);
        return body.data?.find(isRight);
      },
      60_000,
    );
  }

  private resolve(template: string): string {
    return template.replace(/\{\w+\}/g, (_, at: number) => {
      return this.known.get(template.slice(0, at - 1)) ?? 'unknown';
    });
  }
}
