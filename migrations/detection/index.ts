import type { SchemaMigrations } from '@libs/database';
import { DetectionMessaging1763700000001 } from './0001-messaging.js';
import { Detection1763700000002 } from './0002-detection.js';
import { SensorFaults1763700000303 } from './0003-sensor-faults.js';
import { Machines1763700000304 } from './0004-machines.js';
import { OperatingModes1763700000308 } from './0008-operating-modes.js';
import { Backtests1763700000401 } from './0010-backtests.js';
import { Feedback1763700000402 } from './0011-feedback.js';
import { DetectorVersions1763700000431 } from './0012-detector-versions.js';
import { OldBacktests1763700000465 } from './0013-old-backtests.js';
import { Operators1763700000466 } from './0014-operators.js';

/** The detection schema, oldest change first. */
export const detection: SchemaMigrations = {
  schema: 'detection',
  migrations: [
    DetectionMessaging1763700000001,
    Detection1763700000002,
    SensorFaults1763700000303,
    Machines1763700000304,
    OperatingModes1763700000308,
    Backtests1763700000401,
    Feedback1763700000402,
    DetectorVersions1763700000431,
    OldBacktests1763700000465,
    Operators1763700000466,
  ],
};
