import { Choice, Real, Whole } from '../fields/kinds.js';

/** The parameters of a version; where nothing is said it is as in the built-in one. */
export class VersionSettings {
  @Real({ min: 0.2, max: 0.95, optional: true, default: 0.5, description: 'Score of an alert' })
  alertFrom?: number;
  @Real({ min: 0.2, max: 0.98, optional: true, default: 0.6, description: 'Score of an alarm' })
  alarmFrom?: number;
  @Whole({
    ...{ min: 1, max: 10_000, optional: true, default: 60 },
    description: 'An episode ends after as many calm readings',
  })
  calmReadings?: number;
  @Whole({
    ...{ min: 300, max: 1_000_000, optional: true, default: 3000 },
    description: 'Of sensors alone',
  })
  readingsBeforeTelling?: number;
}

/** What a backtest judges by. */
export class DetectorSettings extends VersionSettings {
  @Choice(['shadow', 'active'], {
    optional: true,
    description: 'Whether people are told what the signals of a machine show together',
  })
  machines?: 'shadow' | 'active';
}
