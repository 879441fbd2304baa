import type { AlarmRuleDefinition, RecordedSensor } from '@libs/contracts';
import { EquipmentWatch, type Adjustment, type Limit, type Reading, type Ways } from '@libs/watch';
import { AlarmBook, type BacktestAlarm } from './alarm-book.js';
import { RuleReplay } from './rule-replay.js';

/** How one machine is judged again. */
export interface Replaying {
  readonly equipmentId: string;
  readonly fromMs: number;
  readonly ways: Ways;
  readonly adjustmentsOf: (sensorId: string) => readonly Adjustment[];
  /** With a rule, what it raises counts, and not what it is raised by. */
  readonly rule: AlarmRuleDefinition | null;
  readonly limitsOf: (sensorId: string) => readonly Limit[];
}

/** One machine's stored readings through the watch of the live agent. */
export class MachineReplay {
  private readonly watch: EquipmentWatch;
  private readonly book: AlarmBook;
  private readonly rule: RuleReplay | null;

  constructor(private readonly how: Replaying) {
    const { rule, equipmentId, fromMs, ways } = how;
    this.watch = new EquipmentWatch(undefined, undefined, ways);
    this.book = new AlarmBook(fromMs);
    this.rule = rule && new RuleReplay(rule, equipmentId, this.book);
  }

  get alarms(): readonly BacktestAlarm[] {
    return this.book.alarms;
  }

  observe(sensor: RecordedSensor, reading: Reading): void {
    const { measuredAtMs: atMs } = reading;
    const { limitsOf, adjustmentsOf } = this.how;
    const limits = this.rule ? limitsOf(sensor.sensorId) : [];
    const found = this.watch.observe(sensor, reading, limits, adjustmentsOf(sensor.sensorId));
    if (this.rule) this.rule.observe(found, sensor.key, atMs);
    else if (found.length > 0) this.book.note(found);
  }
}
