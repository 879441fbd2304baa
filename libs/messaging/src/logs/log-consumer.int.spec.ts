import type { Type } from '@nestjs/common';
import { PARTITIONS, partitionOf } from '@libs/contracts';
import type { RunningAgent } from '@libs/runtime';
import { agentModule, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { Reads, type LogMessage, type LogReader, type PartitionSession } from './log-reader.js';
import { FencedOff, type PartitionLease } from './partition-lease.js';

const GATEWAYS = Array.from({ length: 24 }, (_, index) => `line-${index}`);

/** What committed, in the order of the commits. */
const committed: { partition: number; text: string }[] = [];
const faults: unknown[] = [];
/** Held back before its commit as long as it is set. */
let held: Promise<void> | undefined;
function holdBack(): () => void {
  let go: () => void = () => undefined;
  held = new Promise((resolve) => (go = resolve));
  return () => {
    held = undefined;
    go();
  };
}
/** Called within the transaction. */
let disturb: (partition: number) => void = () => undefined;

function session(lease: PartitionLease): PartitionSession {
  const apply = async (batch: readonly LogMessage[]): Promise<void> => {
    await held;
    const streamSeq = batch.at(-1)?.seq ?? 0;
    try {
      await lease.commit({ streamSeq }, async () => disturb(lease.partition));
    } catch (error) {
      faults.push(error);
      throw error;
    }
    for (const { data } of batch) {
      committed.push({ partition: lease.partition, text: Buffer.from(data).toString() });
    }
  };
  const checkpoint = async (streamSeq: number): Promise<void> => {
    if (streamSeq > lease.streamSeq) await lease.commit({ streamSeq }, () => Promise.resolve());
  };
  return { apply, checkpoint };
}

@Reads('INGEST')
class Recorder implements LogReader {
  readonly partitions = PARTITIONS.INGEST;
  partitionOf = (subject: string): number => partitionOf(subject, this.partitions);
  open = (lease: PartitionLease): Promise<PartitionSession> => Promise.resolve(session(lease));
}

describe('reading a log by position', () => {
  let plant: TestPlant;
  let devices: NatsConnection;
  let reading: Type;
  let sent: string[];
  let identity = 0;
  const agents: RunningAgent[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    devices = await plant.connectDevices();
    reading = agentModule('acquisition', { readers: [Recorder] });
  });

  afterAll(() => plant.stop());

  beforeEach(() => {
    committed.length = 0;
    faults.length = 0;
    sent = [];
    disturb = () => undefined;
  });

  afterEach(async () => {
    await Promise.all(agents.splice(0).map((each) => each.stop()));
  });

  const start = async (): Promise<RunningAgent> => {
    const agent = await plant.startAgent('acquisition', reading);
    agents.push(agent);
    return agent;
  };

  /** As a gateway does: until the broker has it, under one identity. */
  const deliver = (gateway: string, text: string): Promise<unknown> =>
    eventually(`the broker to take ${text}`, async () => {
      const options = { msgID: text, timeout: 1_000 };
      return jetstream(devices).publish(`ingest.${plant.tenantId}.${gateway}`, text, options);
    });
  /** Sends one message for each of the gateways, `rounds` times. */
  const send = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) {
      for (const gateway of GATEWAYS) {
        const text = `${gateway} ${(identity += 1)}`;
        await deliver(gateway, text);
        sent.push(text);
      }
    }
  };
  const ofGateway = (texts: readonly string[], gateway: string): string[] =>
    texts.filter((text) => text.startsWith(`${gateway} `));
  const expectEverythingOnceInOrder = async (): Promise<void> => {
    await eventually('every message', () => committed.length >= sent.length, 30_000);
    const texts = committed.map((each) => each.text);
    for (const gateway of GATEWAYS) {
      expect(ofGateway(texts, gateway)).toEqual(ofGateway(sent, gateway));
    }
  };
  const holders = (): Promise<{ owner: string; partitions: number }[]> =>
    plant.database.admin.query(
      `SELECT owner, count(*)::int AS partitions FROM acquisition.partition_position
       WHERE stream = 'INGEST' AND lease_until > now() AND owner IS NOT NULL GROUP BY owner`,
    );
  const heldBy = (replicas: number): Promise<boolean> =>
    eventually(
      `${replicas} replicas that share the partitions`,
      async () => {
        const counts = (await holders()).map((each) => each.partitions);
        return counts.length === replicas && counts.every((each) => each === 8 / replicas);
      },
      20_000,
    );

  /** As if a replica of a higher epoch had come and died. */
  const takeOver = async (): Promise<string> => {
    const usurper = uuidv7();
    await plant.database.admin.query(
      `UPDATE acquisition.partition_position SET epoch = epoch + 1, owner = $1,
         lease_until = now() + interval '2 s'`,
      [usurper],
    );
    return usurper;
  };

  it('takes every message once, in order, while replicas come and go', async () => {
    const first = await start();
    await heldBy(1);
    await send(5);
    await start();
    await send(5);
    await heldBy(2);
    await send(5);
    await first.stop();
    await send(5);
    await heldBy(1);
    await expectEverythingOnceInOrder();
  });

  it('hands partitions back when it stops, well before their leases would run out', async () => {
    const first = await start();
    await start();
    await heldBy(2);
    await first.stop();
    const [{ free } = { free: 0 }] = await plant.database.admin.query<{ free: number }[]>(
      `SELECT count(*)::int AS free FROM acquisition.partition_position
       WHERE stream = 'INGEST' AND owner IS NULL AND lease_until <= now()`,
    );
    const [other] = await holders();
    expect(free + (other?.partitions ?? 0)).toBe(8);
    await eventually('the other to hold all', async () => (await holders())[0]?.partitions === 8);
  });

  it('goes on with what was in flight when the broker is killed', async () => {
    await start();
    await send(3);
    await plant.restartNats();
    await send(3);
    await expectEverythingOnceInOrder();
  });

  it('reads a stream that was lost and made anew from its start', async () => {
    await start();
    await send(10);
    await expectEverythingOnceInOrder();
    await plant.restartNats({ wipe: true });
    committed.length = 0;
    sent = [];
    await send(3);
    await eventually('the new messages', () => committed.length >= sent.length, 30_000);
    expect(new Set(committed.map((each) => each.text))).toEqual(new Set(sent));
  });

  it('does not wait for ever behind a queue that was dropped', async () => {
    await start();
    await heldBy(1);
    const letGo = holdBack();
    const stream = jetstream(devices);
    await Promise.all(
      Array.from({ length: 3_000 }, () =>
        stream.publish(`ingest.${plant.tenantId}.flood`, 'flood'),
      ),
    );
    const usurper = await takeOver();
    await eventually('the partitions to be taken back', async () => {
      const [row] = await holders();
      return row?.partitions === 8 && row.owner !== usurper;
    });
    letGo();
    await eventually('the flood', () => committed.length >= 3_000, 30_000);
    await send(1);
    await eventually('what came after the flood', () => committed.length >= 3_024, 20_000);
  });

  it('cannot commit for a partition that was taken over, and loses nothing', async () => {
    await start();
    await heldBy(1);
    const letGo = holdBack();
    await send(2);
    await takeOver();
    letGo();
    await expectEverythingOnceInOrder();
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every((each) => each instanceof FencedOff)).toBe(true);
  });

  it('starts a partition over when its work fails, without holding up the others', async () => {
    await start();
    await heldBy(1);
    const troubled = partitionOf(`ingest.${plant.tenantId}.line-0`, PARTITIONS.INGEST);
    let failures = 0;
    disturb = (partition) => {
      if (partition !== troubled || failures >= 3) return;
      failures += 1;
      throw new Error('not now');
    };
    await send(4);
    await expectEverythingOnceInOrder();
    expect(failures).toBe(3);
  });

  it('stops in time while the broker is away', async () => {
    const agent = await start();
    await heldBy(1);
    await plant.killNats();
    await agent.stop();
    expect(await holders()).toEqual([]);
    await plant.reviveNats();
  });
});
