import type { ApiAnswer, ApiClient } from '@libs/testing';

/** A request as a command of a document shows it. */
export interface ShownRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

const WORD = /'([^']*)'|"([^"]*)"|[^\s'"]+/g;

function wordsOf(command: string): string[] {
  const line = command.replaceAll('\\\n', ' ');
  return [...line.matchAll(WORD)].map(([whole, single, double]) => single ?? double ?? whole);
}

/** Reads a curl command: its method, path, headers and body, byte for byte. */
export function shownBy(command: string): ShownRequest {
  const [program, ...words] = wordsOf(command);
  if (program !== 'curl') throw new Error(`This is no curl command: ${command}`);
  const headers: Record<string, string> = {};
  let method: string | undefined;
  let body: string | undefined;
  let url: URL | undefined;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) {
      url = new URL(word);
      continue;
    }
    at += 1;
    const value = words[at] ?? '';
    if (word === '-X') method = value;
    else if (word === '-d') body = value;
    else if (word === '-H') {
      const [name = '', ...rest] = value.split(':');
      headers[name.toLowerCase()] = rest.join(':').trim();
    } else throw new Error(`The option ${word} is not known.`);
  }
  if (!url) throw new Error(`The command names no address: ${command}`);
  return {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    path: `${url.pathname}${url.search}`,
    headers,
    ...(body !== undefined && { body }),
  };
}

/** Sends what a command shows to our gateway; the client adds only who asks. */
export function replay<T>(client: ApiClient, command: string): Promise<ApiAnswer<T>> {
  const { method, path, headers, body } = shownBy(command);
  return client.send<T>(method, path, { headers, ...(body !== undefined && { body }) });
}
