import {
  GetEquipment,
  ListEquipment,
  RegisterEquipment,
  requestSubject,
  type FieldsOf,
} from '@libs/contracts';
import type { RunningAgent } from '@libs/runtime';
import { agentModule, ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { Broker } from '../connection/nats-connection.js';
import { callerHeaders } from './caller.js';
import { Refusal } from './refusal.js';
import { RequestClient, RequestFailed } from './request-client.js';
import { replySubject } from './reply-subject.js';
import type { ReplyMessage } from './request-dispatcher.js';
import { Answers, type Answer, type Call } from './request-handler.js';

let served: string[] = [];
let wait: Promise<void> | undefined;

@Answers(RegisterEquipment)
class Register {
  async execute({
    request,
    tx,
    caller,
  }: Call<RegisterEquipment>): Promise<Answer<RegisterEquipment>> {
    served.push(request.code ?? '');
    await wait;
    await tx.query(
      `INSERT INTO equipment (tenant_id, id, code, name, class, criticality)
       VALUES ($1, $2, $3, $4, $5, 'B')`,
      [tx.tenantId, uuidv7(), request.code, caller.name, request.class],
    );
    if (request.name === 'refused') throw Refusal.conflict('It is taken.', ['rename']);
    if (request.name === 'broken') throw new TypeError('x is undefined');
    return { reply: { code: request.code, times: served.length } as never };
  }
}

@Answers(ListEquipment)
class List {
  execute(): Promise<Answer<ListEquipment>> {
    return Promise.reject(Object.assign(new Error('no connection'), { code: '08006' }));
  }
}

describe('asking an agent', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  let agent: RunningAgent;
  let client: RequestClient;
  let broker: Broker;
  const module = agentModule('assets', { answers: [Register, List] });

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    const asking = await plant.startAgent('gateway', agentModule('gateway', {}));
    client = asking.app.get(RequestClient, { strict: false });
    broker = asking.app.get(Broker, { strict: false });
    gateway = await plant.connect('gateway');
  });

  afterAll(() => plant.stop());

  beforeEach(() => {
    served = [];
    wait = undefined;
  });

  const equipment = (code: string, name = 'Pump'): FieldsOf<RegisterEquipment> => ({
    code,
    name,
    class: 'pump',
  });
  const register = (request: FieldsOf<RegisterEquipment>, key?: string): Promise<unknown> =>
    client.ask(
      RegisterEquipment,
      request,
      plant.caller('Zoë <ü>'),
      key === undefined ? {} : { idempotencyKey: key },
    );
  const stored = async (code: string): Promise<string[]> =>
    (
      await plant.database.admin.query<{ name: string }[]>(
        'SELECT name FROM assets.equipment WHERE code = $1',
        [code],
      )
    ).map((row) => row.name);

  it('answers 503 while nobody is there', async () => {
    await expect(register(equipment('E-0'))).rejects.toMatchObject({ problem: { status: 503 } });
  });

  it('carries caller and reply', async () => {
    agent = await plant.startAgent('assets', module);
    expect(await register(equipment('E-1'))).toEqual({ code: 'E-1', times: 1 });
    expect(await stored('E-1')).toEqual(['Zoë <ü>']);
  });

  it('carries a refusal with what is allowed, and undoes the transaction', async () => {
    await expect(register(equipment('E-2', 'refused'))).rejects.toMatchObject({
      name: 'Refusal',
      problem: { status: 409, detail: 'It is taken.', allowed: ['rename'] },
    });
    expect(await stored('E-2')).toEqual([]);
  });

  it('tells a fault of its own without its details', async () => {
    const asked = register(equipment('E-3', 'broken'));
    await expect(asked).rejects.toBeInstanceOf(RequestFailed);
    await expect(asked).rejects.not.toThrow(/undefined/);
    expect(await stored('E-3')).toEqual([]);
  });

  it('answers 503 when what the agent itself needs is away', async () => {
    await expect(client.ask(ListEquipment, {}, plant.caller())).rejects.toMatchObject({
      problem: { status: 503 },
    });
  });

  it('gives up on an answer that takes too long', async () => {
    let go: () => void = () => undefined;
    wait = new Promise((resolve) => (go = resolve));
    const options = { timeoutMs: 300 };
    await expect(
      client.ask(RegisterEquipment, equipment('E-4'), plant.caller(), options),
    ).rejects.toMatchObject({ problem: { status: 503 } });
    go();
    await eventually('the work to be finished all the same', async () => {
      return (await stored('E-4')).length === 1;
    });
  });

  it('does the work of one key once, also when it is asked twice at a time', async () => {
    const key = uuidv7();
    const [first, second] = await Promise.all([
      register(equipment('E-5'), key),
      register(equipment('E-5'), key),
    ]);
    expect(second).toEqual(first);
    expect(served).toEqual(['E-5']);
    expect(await stored('E-5')).toHaveLength(1);
  });

  it('keeps a reply sealed, as it may hold a secret that is shown once', async () => {
    const key = uuidv7();
    const reply = await register(equipment('E-9'), key);
    const [kept] = await plant.database.admin.query<{ reply: string }[]>(
      'SELECT reply FROM assets.idempotency WHERE key = $1',
      [key],
    );
    expect(kept?.reply).toMatch(/^sealed\.[0-9a-f]{8}\.[\w-]+$/);
    expect(await register(equipment('E-9'), key)).toEqual(reply);
  });

  it('lets a key be used again after a refusal, and for nothing else after success', async () => {
    const key = 'Schlüssel 1';
    await expect(register(equipment('E-6', 'refused'), key)).rejects.toBeInstanceOf(Refusal);
    await register(equipment('E-6'), key);
    await expect(register(equipment('E-7'), key)).rejects.toMatchObject({
      problem: { status: 422 },
    });
    const other = client.ask(RegisterEquipment, equipment('E-6'), plant.caller('ben'), {
      idempotencyKey: key,
    });
    await expect(other).rejects.toMatchObject({ problem: { status: 422 } });
  });

  it('refuses to ask whom its row does not name', async () => {
    const lonely = agent.app.get(RequestClient, { strict: false });
    await expect(
      lonely.ask(GetEquipment, { equipmentId: uuidv7() }, plant.caller()),
    ).rejects.toThrow(/does not declare/);
  });

  it.each<[string, string, Record<string, string>]>([
    ['no JSON', '{', {}],
    ['no object', '[]', {}],
    ['an unknown field', '{"code":"E-8","name":"n","class":"c","more":1}', {}],
    ['no caller', '{"code":"E-8","name":"n","class":"c"}', { 'Millwright-Tenant': '' }],
    ['a caller whose name cannot be read', '{}', { 'Millwright-Name': '%E0%A4%A' }],
  ])('survives a request with %s', async (_, body, spoilt) => {
    const trace = { correlationId: uuidv7(), actor: 'user:tess', traceparent: '' };
    const sent = callerHeaders(plant.caller(), trace);
    for (const [name, value] of Object.entries(spoilt)) sent.set(name, value);
    const subject = requestSubject('assets.register-equipment');
    const message = await gateway.request(subject, body, {
      timeout: 5_000,
      headers: sent,
      noMux: true,
      reply: replySubject('gateway'),
    });
    expect(message.json<ReplyMessage>()).toMatchObject({ ok: false });
    expect(await stored('E-8')).toEqual([]);
    const code = uuidv7().toUpperCase();
    expect(await register(equipment(code))).toMatchObject({ code });
  });

  it('sends no answer to where somebody else is listening', async () => {
    const trace = { correlationId: uuidv7(), actor: 'user:tess', traceparent: '' };
    const headers = callerHeaders(plant.caller(), trace);
    const body = JSON.stringify(equipment('E-11'));
    const reply = `event.${plant.tenantId}.assets.equipment.registered`;
    gateway.publish(requestSubject('assets.register-equipment'), body, { reply, headers });
    await register(equipment('E-12'));
    expect(served).toContain('E-12');
    expect(served).not.toContain('E-11');
  });

  it('sends nothing into a connection that is being dialled', async () => {
    await plant.killNats();
    await eventually('the loss', async () => !(await broker.isUp(1)));
    const back = broker.isUp(15_000);
    await plant.reviveNats();
    expect(await back).toBe(true);
    await eventually('an agent that is back as well', () => register(equipment('P-50')));
  });

  it('finishes what it answers before it stops', async () => {
    let go: () => void = () => undefined;
    wait = new Promise((resolve) => (go = resolve));
    const asked = ask(gateway, RegisterEquipment, equipment('E-10'), plant.caller());
    await eventually('the request to be served', () => served.includes('E-10'));
    const stopping = agent.stop();
    go();
    expect(await asked).toMatchObject({ code: 'E-10' });
    await stopping;
  });
});
