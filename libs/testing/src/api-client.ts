/** What the gateway answered, body read. */
export interface ApiAnswer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

interface ApiRequest {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Calls the gateway over HTTP as one person. */
export class ApiClient {
  constructor(
    readonly url: string,
    readonly token?: string,
  ) {}

  /** Logs in; answers a client of that person. */
  async login(username: string, password: string): Promise<ApiClient> {
    const path = '/api/v1/auth/login';
    const { body } = await this.post<{ data: { accessToken: string } }>(path, {
      body: { username, password },
    });
    return new ApiClient(this.url, body.data.accessToken);
  }

  get<T = unknown>(path: string, request: ApiRequest = {}): Promise<ApiAnswer<T>> {
    return this.send('GET', path, request);
  }

  post<T = unknown>(path: string, request: ApiRequest = {}): Promise<ApiAnswer<T>> {
    return this.send('POST', path, request);
  }

  /** Sends any request; a text or a form goes out as it is, anything else as JSON. */
  async send<T>(method: string, path: string, request: ApiRequest): Promise<ApiAnswer<T>> {
    const { body, headers = {} } = request;
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...headers,
      },
      ...(body !== undefined && {
        body: isForm || typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    const read = (isJson ? JSON.parse(text) : text) as T;
    return { status: response.status, headers: response.headers, body: read };
  }
}
