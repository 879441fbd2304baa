import type { MachineClass, Quantity, Damage } from './machine.js';
import { smoothStep } from './noise.js';
import { sound } from './machine.js';

export type MachineFault = 'bearing-wear' | 'cavitation' | 'fouling' | 'leakage';
export type SensorFault = 'flat-line' | 'spikes' | 'drop-outs';
export type FaultMode = MachineFault | SensorFault;

export const sensorFaults: readonly SensorFault[] = ['flat-line', 'spikes', 'drop-outs'];

const wearing: readonly Quantity[] = ['kurtosis', 'vibration', 'bearing-temperature'];

/** Which damage can befall which class, and the quantities that show it, the first to react first. */
export const machineFaults: Record<
  MachineClass,
  Partial<Record<MachineFault, readonly Quantity[]>>
> = {
  centrifugal_pump: {
    'bearing-wear': wearing,
    cavitation: ['vibration', 'flow', 'discharge-pressure'],
    fouling: ['flow', 'current', 'bearing-temperature'],
    leakage: ['discharge-pressure', 'flow'],
  },
  screw_compressor: {
    'bearing-wear': wearing,
    fouling: ['flow', 'current', 'bearing-temperature'],
    leakage: ['discharge-pressure', 'flow', 'current'],
  },
  electric_motor: { 'bearing-wear': wearing, fouling: ['bearing-temperature', 'current'] },
  cnc_mill: { 'bearing-wear': wearing },
  belt_conveyor: { 'bearing-wear': wearing },
};

/** The damage a machine fault has done when `progress` (0 to 1) of its time has passed; years pressed into minutes. */
export function damageOf(mode: MachineFault, progress: number, lastsMs: number): Damage {
  if (progress < 0 || progress >= 1) return sound;
  switch (mode) {
    case 'bearing-wear':
      return { ...sound, bearingWear: Math.min(1, progress / 0.85) };
    case 'fouling':
      return { ...sound, fouling: Math.min(1, progress / 0.7) };
    case 'leakage':
      return { ...sound, leakage: smoothStep((progress * lastsMs) / 25_000) };
    case 'cavitation':
      return { ...sound, cavitation: smoothStep((progress * lastsMs) / 4000) };
  }
}
