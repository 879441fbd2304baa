import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAs, readEvent } from '@libs/messaging';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import {
  cloudEventSchema,
  eventClass,
  eventContractOf,
  eventTypes,
  gatewayMessageSchema,
  readingsRecordedSchema,
  rejectionSchema,
  replyOf,
  requestContractOf,
  topology,
  watermarkSchema,
  type CloudEvent,
  type ContractClass,
  type Reply,
} from './index.js';

const FOLDER = join(__dirname, '../samples');
const ajv = addFormats(new Ajv({ allowUnionTypes: true, strictTuples: false }));

const requests = topology
  .flatMap((row) => row.answers)
  .map((contract) => ({ contract, ...requestContractOf(contract), reply: replyOf(contract) }));
const replies = requests.flatMap(({ name, reply }) => (reply ? [{ name, reply }] : []));

function fileOf(name: string): string {
  return `${name.split('.')[0]}/${name}.json`;
}

function sample(file: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
}

function contractOf(type: string): ContractClass {
  const contract = eventClass(type);
  if (!contract) throw new Error(`nobody declares ${type}`);
  return contract;
}

function eventSample(type: string): CloudEvent {
  return sample(fileOf(type)) as CloudEvent;
}

const bytesOf = (event: object) => Buffer.from(JSON.stringify(event));

function viewsOf(answer: unknown, { shape }: Reply): unknown[] {
  switch (shape) {
    case 'one':
    case 'one_or_null':
      return [answer];
    case 'list':
      return answer as unknown[];
    case 'page':
    case 'page_or_stretch':
    case 'stretch':
      return (answer as { items: unknown[] }).items;
  }
}

describe('frozen samples', () => {
  const handRead = {
    'acquisition/gateway-message.list.json': gatewayMessageSchema,
    'acquisition/gateway-message.one.json': gatewayMessageSchema,
    'acquisition/gateway-message.readings.json': gatewayMessageSchema,
    'acquisition/gateway-message.series.json': gatewayMessageSchema,
    'acquisition/rejection.json': rejectionSchema,
    'acquisition/watermark.json': watermarkSchema,
  };

  it('EVT-05: are there for every event, request, answer and gateway message, and for nothing else', () => {
    const declared = [
      ...eventTypes().map(fileOf),
      ...requests.map(({ name }) => fileOf(name)),
      ...replies.map(({ name }) => fileOf(`${name}.reply`)),
      ...Object.keys(handRead),
    ];
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
    const present = files.filter((file) => file.includes('/') && file.endsWith('.json'));
    expect(present.sort()).toEqual(declared.sort());
  });

  it.each(eventTypes())('%s is still read', (type) => {
    const event = eventSample(type);
    expect(readEvent(contractOf(type), bytesOf(event))).toEqual({ kind: 'event', event });
    expect(ajv.validate(cloudEventSchema, event)).toBe(true);
    expect(event.source).toBe(`/agents/${eventContractOf(contractOf(type)).agent}`);
  });

  it.each(eventTypes())('%s is still read when a newer producer adds to it', (type) => {
    const event = eventSample(type);
    const newer = { ...event, newattribute: 'x', data: { ...event.data, newField: { deep: [1] } } };
    expect(readEvent(contractOf(type), bytesOf(newer))).toMatchObject({
      kind: 'event',
      event: { data: event.data },
    });
  });

  it.each(requests)('$name is still accepted', ({ name, contract }) => {
    const request = sample(fileOf(name)) as object;
    expect({ ...readAs(contract, request, name, 'refuse') }).toMatchObject(request);
  });

  it.each(replies)('the answer of $name is still what is promised', ({ name, reply }) => {
    const views = viewsOf(sample(fileOf(`${name}.reply`)), reply);
    expect(views).not.toHaveLength(0);
    for (const view of views) {
      expect(readAs(reply.view, view, name, 'refuse')).toBeInstanceOf(reply.view);
    }
  });

  it.each(Object.entries(handRead))('%s keeps its schema', (file, schema) => {
    ajv.validate(schema, sample(file));
    expect(ajv.errors ?? []).toEqual([]);
  });

  it('of the readings log keep their schema, each column of one length', () => {
    const data = eventSample('acquisition.readings.recorded.v1').data as Record<string, unknown[]>;
    ajv.validate(readingsRecordedSchema, data);
    expect(ajv.errors ?? []).toEqual([]);
    const columns = ['sensor', 'measuredAt', 'value', 'quality', 'correlation'];
    expect(new Set(columns.map((column) => data[column]?.length)).size).toBe(1);
  });
});

describe('freezing samples', () => {
  const SCRIPT = join(__dirname, '../../../tools/freeze-samples.mjs');
  const OLD = 'assets/assets.get-sensor.json';
  let copy: string;

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'samples-'));
    cpSync(FOLDER, copy, { recursive: true });
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  function freeze(...options: string[]): { status: number | null; stderr: string } {
    return spawnSync(process.execPath, [SCRIPT, copy, ...options], { encoding: 'utf8' });
  }

  it('finds every sample as it was frozen', () => {
    expect(freeze('--check')).toMatchObject({ status: 0, stderr: '' });
  });

  it('refuses a sample that has changed', () => {
    writeFileSync(join(copy, OLD), '{}');
    expect(freeze()).toMatchObject({ status: 1, stderr: `${OLD} has changed; put it back.\n` });
    expect(freeze('--check').status).toBe(1);
  });

  it('refuses that a sample is gone', () => {
    rmSync(join(copy, OLD));
    expect(freeze()).toMatchObject({ status: 1, stderr: `${OLD} is gone; put it back.\n` });
  });

  it('takes a new sample and holds it from then on', () => {
    const added = join(copy, 'assets/assets.sensor.moved.v1.json');
    writeFileSync(added, '{"a":1}');
    expect(freeze('--check').status).toBe(1);
    expect(freeze().status).toBe(0);
    expect(freeze('--check').status).toBe(0);
    writeFileSync(added, '{"a":2}');
    expect(freeze('--check').status).toBe(1);
  });

  it('does not mind how a sample is laid out', () => {
    writeFileSync(join(copy, OLD), JSON.stringify(sample(OLD), null, 8).replaceAll('\n', '\r\n'));
    expect(freeze('--check').status).toBe(0);
  });
});
