import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { UsageError, type ApiEnvironment } from '../environment.js';

/** An answer the plant's API gave; `data` is the envelope's. */
export interface ApiAnswer {
  readonly status: number;
  readonly data: unknown;
}

const attempts = 6;
const timeoutMs = 10_000;

/** The plant's REST API as its administrator sees it; overload and short absences are waited out. */
export class ApiClient {
  private constructor(
    private readonly apiUrl: string,
    private readonly credentials: Omit<ApiEnvironment, 'apiUrl'>,
    private token: string | undefined,
  ) {}

  static async login({ apiUrl, username, password }: ApiEnvironment): Promise<ApiClient> {
    const client = new ApiClient(apiUrl, { username, password }, undefined);
    await client.renew();
    return client;
  }

  get(path: string): Promise<ApiAnswer> {
    return this.call('GET', path);
  }

  post(path: string, body: unknown): Promise<ApiAnswer> {
    return this.call('POST', path, body);
  }

  private async renew(): Promise<void> {
    this.token = undefined;
    const { status, data } = await this.request('POST', '/api/v1/auth/login', this.credentials);
    const token = (data as { accessToken?: unknown } | undefined)?.accessToken;
    if (typeof token === 'string') {
      this.token = token;
      return;
    }
    if (status !== 401 && status !== 403)
      throw unexpected('POST', '/api/v1/auth/login', status, data);
    throw new UsageError(`The API at ${this.apiUrl} refused ADMIN_USER and ADMIN_PASSWORD.`);
  }

  private async call(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    const answer = await this.request(method, path, body);
    if (answer.status !== 401) return answer;
    await this.renew();
    return this.request(method, path, body);
  }

  private async request(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    const headers: Record<string, string> = {};
    if (this.token) headers['authorization'] = `Bearer ${this.token}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (method === 'POST') headers['idempotency-key'] = randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.attempt(method, path, headers, body);
      if ('answer' in outcome) return outcome.answer;
      if (attempt === attempts)
        throw new UsageError(`The API at ${this.apiUrl} does not answer (${outcome.reason}).`);
      await pause(outcome.afterMs ?? 250 * 2 ** attempt);
    }
  }

  private async attempt(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: unknown,
  ): Promise<{ answer: ApiAnswer } | { reason: string; afterMs?: number }> {
    try {
      const response = await fetch(`${this.apiUrl}${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      if ([429, 502, 503, 504].includes(response.status)) {
        const seconds = Number(response.headers.get('retry-after'));
        return {
          reason: `status ${response.status}`,
          ...(seconds > 0 && { afterMs: Math.min(seconds, 30) * 1000 }),
        };
      }
      const parsed = parse(text);
      return { answer: { status: response.status, data: parsed?.['data'] ?? parsed } };
    } catch (error) {
      const cause = (error as { cause?: { code?: string } }).cause;
      return { reason: cause?.code ?? (error as Error).message };
    }
  }
}

/** For an answer the caller has no plan for. */
export function unexpected(
  method: string,
  path: string,
  status: number,
  data: unknown,
): UsageError {
  return new UsageError(
    `${method} ${path} answered ${status}: ${JSON.stringify(data ?? null).slice(0, 300)}`,
  );
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
