import type { AnomalyKind } from '@libs/contracts';
import type { AnomalySeverity, Found } from '@libs/watch';

/** An alarm that would have been raised. */
export interface BacktestAlarm {
  readonly by: 'detector' | 'rule';
  readonly kind: AnomalyKind;
  readonly sensorKey: string | null;
  readonly beganMs: number;
  endedMs: number | null;
  severity: AnomalySeverity | null;
  score: number | null;
  readonly explanation: string;
}

/** Notes the episodes of one machine that people would be told of; what joins another is none of its own. */
export class AlarmBook {
  readonly alarms: BacktestAlarm[] = [];
  private readonly open = new Map<string, BacktestAlarm>();

  /** What began before `fromMs`, while it was only learnt, does not count. */
  constructor(private readonly fromMs: number) {}

  note(found: readonly Found[]): void {
    for (const { sensor, happening } of found) {
      switch (happening.kind) {
        case 'anomaly_detected':
          if (happening.joins === null)
            this.begin(sensor.sensorId, 'sensor', sensor.key, happening);
          break;
        case 'machine_anomaly_detected':
          if (happening.joins === null) this.begin('', 'equipment', sensor.key, happening);
          break;
        case 'anomaly_expired':
          if (happening.joins === null) this.end(sensor.sensorId, happening.measuredAt);
          break;
        case 'machine_anomaly_expired':
          if (happening.joins === null) this.end('', happening.measuredAt);
          break;
        case 'limit_exceeded':
        case 'limit_returned':
        case 'sensor_fault_detected':
        case 'sensor_fault_ended':
      }
    }
  }

  /** Also for what is no anomaly. */
  begin(
    source: string,
    kind: AnomalyKind,
    sensorKey: string | null,
    told: {
      measuredAt: number;
      severity: AnomalySeverity | null;
      score: number | null;
      explanation: string;
    },
    by: 'detector' | 'rule' = 'detector',
  ): void {
    const { measuredAt, severity, score, explanation } = told;
    const known = this.open.get(source);
    if (known) {
      Object.assign(known, { severity, score });
      return;
    }
    const about = { by, kind, sensorKey, severity, score, explanation };
    const alarm: BacktestAlarm = { ...about, beganMs: measuredAt, endedMs: null };
    this.open.set(source, alarm);
    if (measuredAt >= this.fromMs) this.alarms.push(alarm);
  }

  end(source: string, atMs: number): void {
    const known = this.open.get(source);
    this.open.delete(source);
    if (known) known.endedMs = atMs;
  }
}
