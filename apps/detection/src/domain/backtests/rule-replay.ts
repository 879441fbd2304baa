import type { AlarmRuleDefinition } from '@libs/contracts';
import {
  evaluateRule,
  followRule,
  newsOfAnomaly,
  newsOfEnd,
  newsOfLimit,
  REMEMBERED_MS,
  silenceOf,
  silenceSeconds,
  type RuleNews,
  type RuleStanding,
  type Signal,
} from '@libs/alarm-rules';
import type { Found } from '@libs/watch';
import type { AlarmBook } from './alarm-book.js';

interface Heard {
  readonly sourceId: string;
  readonly signal: Signal;
}

const RULE = 'rule';

/** One alarm rule on one machine, judged in event time by what the detectors and limits find. */
export class RuleReplay {
  private heard: Heard[] = [];
  private readonly lastMs = new Map<string, number>();
  private standing: RuleStanding = { raised: false, changingSince: null };
  private dueMs: number | null = null;
  private readonly watchesSilence: boolean;

  constructor(
    private readonly rule: AlarmRuleDefinition,
    private readonly equipmentId: string,
    private readonly book: AlarmBook,
  ) {
    this.watchesSilence = silenceSeconds(rule, equipmentId) !== null;
  }

  /** What a reading led to; what became due before it is judged first. */
  observe(found: readonly Found[], sensorKey: string, atMs: number): void {
    while (this.dueMs !== null && this.dueMs <= atMs) this.judge(this.dueMs);
    this.lastMs.set(sensorKey, Math.max(atMs, this.lastMs.get(sensorKey) ?? atMs));
    const news = found.flatMap(newsOf);
    for (const each of news) {
      this.note(each);
      this.judge(each.at.getTime());
    }
    if (this.watchesSilence && news.length === 0) this.judge(atMs);
  }

  private note(news: RuleNews): void {
    if (news.kind === 'began') {
      const signal = { ...news.signal, from: news.at, to: null };
      const oldestMs = news.at.getTime() - REMEMBERED_MS;
      this.heard = this.heard.filter(({ signal: { to } }) => !to || to.getTime() >= oldestMs);
      this.heard.push({ sourceId: news.sourceId, signal });
      return;
    }
    this.heard = this.heard.map((each) => {
      const ends =
        each.sourceId === news.sourceId && each.signal.to === null && each.signal.from <= news.at;
      return ends ? { ...each, signal: { ...each.signal, to: news.at } } : each;
    });
  }

  private judge(nowMs: number): void {
    const now = new Date(nowMs);
    const silences = this.watchesSilence
      ? [...this.lastMs].map(([key, lastMs]) => silenceOf(key, new Date(lastMs)))
      : [];
    const signals = [...this.heard.map(({ signal }) => signal), ...silences];
    const verdict = evaluateRule(this.rule, this.equipmentId, signals, now);
    const move = followRule(this.standing, verdict, this.rule, now);
    this.standing = move.standing;
    const dueMs = move.dueAt?.getTime() ?? null;
    this.dueMs = dueMs !== null && dueMs > nowMs ? dueMs : null;
    if (move.change === 'ended') this.book.end(RULE, nowMs);
    if (move.change !== 'began') return;
    const told = { measuredAt: nowMs, severity: null, score: null, explanation: this.rule.message };
    this.book.begin(RULE, 'equipment', null, told, 'rule');
  }
}

function newsOf({ sensor, happening }: Found): RuleNews[] {
  const { sensorId, key: sensorKey } = sensor;
  const measuredAt = new Date(happening.measuredAt).toISOString();
  switch (happening.kind) {
    case 'anomaly_detected':
    case 'machine_anomaly_detected':
      return [newsOfAnomaly({ ...happening, sensorId, sensorKey, measuredAt })];
    case 'anomaly_expired':
    case 'machine_anomaly_expired':
      return [newsOfEnd(sensorId, measuredAt)];
    case 'limit_exceeded':
      return [newsOfLimit({ ...happening, sensorKey, measuredAt })];
    case 'limit_returned':
      return [newsOfEnd(happening.limitId, measuredAt)];
    case 'sensor_fault_detected':
    case 'sensor_fault_ended':
      return [];
  }
}
