import type { SchemaMigrations } from '@libs/database';
import { AnalyticsMessaging1763700000001 } from './0001-messaging.js';
import { RegistryStates1763700000140 } from './0003-registry-states.js';
import { TimelineAndHistory1763700000002 } from './0002-timeline-and-history.js';
import { Locations1763700000150 } from './0005-locations.js';
import { WithdrawnOccurrences1763700000331 } from './0007-withdrawn-occurrences.js';
import { SilenceAndReasons1763700000332 } from './0008-silence-and-reasons.js';
import { AlarmStretches1763700000333 } from './0009-alarm-stretches.js';
import { WhatWorkCameTo1763700000310 } from './0006-what-work-came-to.js';
import { AlarmAnswers1763700000334 } from './0010-alarm-answers.js';
import { RemovedEquipment1763700000335 } from './0011-removed-equipment.js';

/** The analytics schema, oldest change first. */
export const analytics: SchemaMigrations = {
  schema: 'analytics',
  migrations: [
    AnalyticsMessaging1763700000001,
    TimelineAndHistory1763700000002,
    RegistryStates1763700000140,
    Locations1763700000150,
    WhatWorkCameTo1763700000310,
    WithdrawnOccurrences1763700000331,
    SilenceAndReasons1763700000332,
    AlarmStretches1763700000333,
    AlarmAnswers1763700000334,
    RemovedEquipment1763700000335,
  ],
};
