import type { DetectorKind } from '@libs/contracts';
import { USUAL_TELLING, type Telling } from './telling.js';

/** Whether what a machine's signals show together is told. */
export const MACHINE_DETECTOR_MODES = ['shadow', 'active'] as const;
export type MachineDetectorMode = (typeof MACHINE_DETECTOR_MODES)[number];

/** How what the detectors score is told of. */
export interface Way {
  readonly sensor: Telling;
  readonly machine: Telling;
  readonly machines: MachineDetectorMode;
}

/** What would be told if a version were active; it raises nothing. */
export interface ShadowWay extends Way {
  readonly version: string;
}

/** What is in force at an instant. */
export interface InForce extends Way {
  readonly shadows: readonly ShadowWay[];
}

/** What is in force when: by nothing but when a reading was measured, so that a replay tells the same. */
export interface Ways {
  at(atMs: number): InForce;
  kindOf(version: string): DetectorKind | undefined;
}

/** One way for all time. */
export const always = (way: Partial<Way> = {}): Ways => {
  const { sensor = USUAL_TELLING, machine = USUAL_TELLING, machines = 'active' } = way;
  const inForce: InForce = { sensor, machine, machines, shadows: [] };
  return { at: () => inForce, kindOf: () => undefined };
};
