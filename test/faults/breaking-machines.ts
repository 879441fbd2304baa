import type { ApiClient, Chance, SpoolingGateway } from '@libs/testing';

const MACHINES = 12;
const QUANTITIES = { vibration: 'mm/s', temperature: 'Cel' } as const;
const THRESHOLD = 10;
const [NORMAL, BEYOND] = [1, 20];

/** A limit of a sensor of a machine, to be broken once. */
export interface BreakingLimit {
  readonly machine: string;
  readonly sensor: string;
  readonly sensorId: string;
  readonly rule: string;
  /** Whether the value comes back to normal after it broke the limit. */
  readonly returns: boolean;
}

interface Made {
  readonly data: { readonly id: string };
}

/** Critical machines whose sensors break their limits when they are told to. */
export class BreakingMachines {
  readonly limits: BreakingLimit[] = [];
  private lastAt = 0;
  private sent = 0;

  constructor(
    private readonly api: ApiClient,
    private readonly gateways: readonly SpoolingGateway[],
  ) {}

  /** Readings sent so far. */
  get readings(): number {
    return this.sent;
  }

  async register(chance: Chance): Promise<void> {
    for (let number = 1; number <= MACHINES; number += 1) {
      const machine = `K-${number}`;
      const equipment = { code: machine, name: `Machine ${number}`, class: 'pump' };
      const equipmentId = await this.make('equipment', { ...equipment, criticality: 'A' });
      for (const [key, unit] of Object.entries(QUANTITIES)) {
        const sensor = `${machine}.${key}`;
        const sensors = `equipment/${equipmentId}/sensors`;
        const sensorId = await this.make(sensors, { code: sensor, key, unit });
        // A flood of lesser alarms would be told as one.
        const limit = { kind: 'high', threshold: THRESHOLD, severity: 'critical' };
        await this.make(`sensors/${sensorId}/limits`, limit);
        const rule = `limit:${key}:high`;
        this.limits.push({ machine, sensor, sensorId, rule, returns: chance.below(2) === 0 });
      }
    }
  }

  /** One message for each limit, with a value beyond it. */
  break(limits: readonly BreakingLimit[]): void {
    for (const limit of limits) this.send(limit, BEYOND);
  }

  /** One message for each limit, with a normal value. */
  calm(limits: readonly BreakingLimit[]): void {
    for (const limit of limits) this.send(limit, NORMAL);
  }

  private send({ sensor, machine }: BreakingLimit, value: number): void {
    this.lastAt = Math.max(Date.now(), this.lastAt + 1);
    this.sent += 1;
    const line = Number(machine.slice(2)) % this.gateways.length;
    this.gateways[line]?.send([{ sensor, at: this.lastAt, value }]);
  }

  private async make(path: string, body: object): Promise<string> {
    const answer = await this.api.post<Made>(`/api/v1/${path}`, { body });
    if (answer.status === 201) return answer.body.data.id;
    throw new Error(`POST ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
}
