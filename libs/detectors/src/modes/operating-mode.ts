/** What a machine is doing, as far as detectors tell it apart. */
export type OperatingMode = 'standby' | 'load';
