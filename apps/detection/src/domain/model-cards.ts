import type { DetectorView } from '@libs/contracts';
import { detectorVersion, machineDetectorVersion, sensorConditionVersion } from '@libs/detectors';

/** What runs live, and what is known of it; figures are those of docs/detection.md. */
export const modelCards: readonly DetectorView[] = [
  {
    version: detectorVersion,
    watches: 'sensor',
    what: 'Seven parts say how rare the last readings are in the own history of a sensor; people are told by what lasts.',
    trainedOn:
      'Nothing: it learns from the readings of the sensor itself, one parameter set for all.',
    parameters: { readingsBeforeTelling: 3000, alertFrom: 0.5, alarmFrom: 0.6, calmReadings: 60 },
    figures: { 'NAB standard, visible half': 74.5, 'NAB standard, frozen threshold': 72.9 },
    command: 'npm run benchmark:nab',
  },
  {
    version: machineDetectorVersion,
    watches: 'equipment',
    what: 'Each continuous signal of a machine is explained by the others; what is left is held against what it was.',
    trainedOn:
      'Nothing: it learns how the signals of the machine go together for its first 10 000 rows, and goes on.',
    parameters: { rowsUntilMature: 10_000, toldFrom: 10, beyondUsual: 1.5, mostSignals: 16 },
    figures: { 'Leaks found on line 1 of the simulated plant, of 34': 22 },
    command: 'npm run benchmark:plant',
  },
  {
    version: sensorConditionVersion,
    watches: 'sensor',
    what: 'Tells flat lines, stuck values, spikes, drop-outs, values out of range, clock faults and drift against a peer from what a machine can do.',
    trainedOn:
      'Nothing: it knows what no machine does, and the usual pace and steps of the sensor.',
    parameters: { readingsToBegin: 3, readingsToEnd: 60 },
    figures: { 'Sensor faults recognised on lines 3 and 4, of 152': 149 },
    command: 'npm run benchmark:plant',
  },
];
