import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { schemas as asyncApi } from '@asyncapi/specs';
import { natsUsers, topology } from '@libs/contracts';
import Ajv, { type SchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import { asyncApiDocument } from './document.js';
import type { Json } from './schemas.js';

interface Ref {
  readonly $ref: string;
}
interface Operation {
  readonly action: 'send' | 'receive';
  readonly channel: Ref;
  readonly messages: readonly Ref[];
  readonly reply?: { readonly channel: Ref; readonly messages: readonly Ref[] };
}
interface Channel {
  readonly address: string | null;
  readonly messages: Readonly<Record<string, Ref>>;
  readonly parameters?: Json;
}

const document = asyncApiDocument('1.2.3');
const channels = document['channels'] as Readonly<Record<string, Channel>>;
const operations = document['operations'] as Readonly<Record<string, Operation>>;
const { messages } = document['components'] as {
  messages: Readonly<Record<string, { name: string; payload: Json }>>;
};

function refsIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = '$ref' in part && typeof part.$ref === 'string' ? [part.$ref] : [];
  return [...own, ...Object.values(part).flatMap(refsIn)];
}

function find(ref: string): unknown {
  return ref
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((part, key) => (part as Json | undefined)?.[key], document);
}

/** A subject of a channel; `rest` is the gateway that the agent of that name may send for. */
function subjectOf({ address }: Channel): string {
  return (address ?? '').replace('{gateway}', 'rest').replace(/\{\w+\}/g, '0');
}

function covers(pattern: string, subject: string): boolean {
  const words = pattern.replace(/[.$]/g, '\\$&').replaceAll('*', '[^.]+').replace('>', '.+');
  return new RegExp(`^${words}$`).test(subject);
}

describe('the AsyncAPI document', () => {
  it('keeps the official schema of AsyncAPI 3.0', () => {
    const official = addFormats(new Ajv({ strict: false, meta: false, validateSchema: false }));
    official.validate(asyncApi['3.0.0'] as SchemaObject, document);
    expect(official.errors ?? []).toEqual([]);
  });

  it('refers to nothing that is not there', () => {
    const refs = refsIn(document);
    expect(refs.length).toBeGreaterThan(100);
    expect(refs.filter((ref) => find(ref) === undefined)).toEqual([]);
  });

  it('lets every operation use messages of its own channel', () => {
    for (const { channel, messages: used, reply } of Object.values(operations)) {
      expect(used.filter(({ $ref }) => !$ref.startsWith(`${channel.$ref}/messages/`))).toEqual([]);
      expect(reply?.channel.$ref ?? '#/channels/replies').toBe('#/channels/replies');
    }
  });

  it('explains every word of an address that varies', () => {
    for (const { address, parameters = {} } of Object.values(channels)) {
      const varying = [...(address ?? '').matchAll(/\{(\w+)\}/g)].map(([, word]) => word);
      expect(Object.keys(parameters)).toEqual(varying);
    }
  });

  it('gives every event a sender and every request an answer', () => {
    const used = Object.values(operations);
    const sent = used.filter(({ action }) => action === 'send').flatMap((each) => each.messages);
    const answered = used.filter(({ reply }) => reply).flatMap((each) => each.messages);
    const names = (refs: readonly Ref[]) => refs.map(({ $ref }) => basename($ref));
    const events = topology.flatMap((row) => row.publishes).map(({ name }) => name);
    const requests = topology.flatMap((row) => row.answers).map(({ name }) => name);
    expect(names(sent)).toEqual(expect.arrayContaining(events));
    expect(names(answered).sort()).toEqual(requests.sort());
  });

  it('lets no agent send what the broker would refuse', () => {
    for (const [id, { action, channel }] of Object.entries(operations)) {
      if (action !== 'send') continue;
      const user = natsUsers().find((each) => each.user === id.split('.')[0]);
      const subject = subjectOf(find(channel.$ref) as Channel);
      expect(user?.publish.filter((pattern) => covers(pattern, subject))).not.toEqual([]);
    }
  });

  describe('with the frozen samples', () => {
    const folder = join(__dirname, '../../../../libs/contracts/samples');
    const ajv = addFormats(new Ajv({ allowUnionTypes: true, strict: false }));
    ajv.addSchema(document, 'document');
    const gatewaySamples: Readonly<Record<string, string>> = {
      watermark: 'Watermark',
      rejection: 'Rejection',
    };

    /** The name of a sample's message, and the message as it travels. */
    function travelling(file: string): [message: string, body: unknown] {
      const sample: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      const name = basename(file, '.json');
      if (name.startsWith('gateway-message')) return ['GatewayMessage', sample];
      const own = gatewaySamples[name];
      if (own) return [own, sample];
      const wire = name.replace(/\.reply$/, ' reply');
      const found = Object.entries(messages).find(([, message]) => message.name === wire);
      if (!found) throw new Error(`no message is called ${wire}`);
      return [found[0], wire === name ? sample : { ok: true, reply: sample }];
    }

    function isValid(message: string, body: unknown): boolean {
      const path = `document#/components/messages/${message}/payload`;
      return ajv.validate({ $ref: path }, body);
    }

    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.includes('/') && file.endsWith('.json'),
    );

    it.each(files)('describes %s', (file) => {
      const [message, body] = travelling(file);
      expect(isValid(message, body) ? [] : ajv.errors).toEqual([]);
    });

    it('does not describe what breaks a contract', () => {
      const [message, event] = travelling('detection/detection.anomaly.detected.v1.json');
      const { data, ...envelope } = event as { data: object };
      expect(isValid(message, { ...envelope, data: { ...data, score: 1.5 } })).toBe(false);
      expect(isValid(message, { ...envelope, data: { ...data, sensorId: undefined } })).toBe(false);
      expect(isValid(message, { data })).toBe(false);
      expect(isValid('AnomalyExpired', event)).toBe(false);
    });
  });
});
