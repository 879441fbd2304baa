import type { Duty } from './physics/duty.js';
import type { MachineClass, Quantity, Rating } from './physics/machine.js';
import type { Transmitter } from './physics/sensor.js';
import { limitsOf, transmitterOf, type Limit } from './instruments.js';

export interface Sensor extends Transmitter {
  readonly code: string;
  readonly key: Quantity;
  readonly name: string;
  /** UCUM. */
  readonly unit: string;
  readonly limits: readonly Limit[];
}

export interface Machine {
  readonly code: string;
  readonly name: string;
  readonly class: MachineClass;
  readonly criticality: 'A' | 'B' | 'C' | 'D';
  readonly manufacturer: string;
  readonly model: string;
  readonly serialNumber: string;
  /** Calendar day. */
  readonly installedOn: string;
  readonly gateway: string;
  readonly rating: Rating;
  readonly duty: Duty;
  readonly sensors: readonly Sensor[];
}

interface Kind {
  readonly class: MachineClass;
  readonly manufacturer: string;
  readonly model: string;
  readonly rating: Rating;
  readonly duty: Omit<Duty, 'cycleMs'>;
  readonly measures: readonly Quantity[];
}

const bearing: readonly Quantity[] = ['vibration', 'kurtosis', 'bearing-temperature', 'current'];
const fluid: readonly Quantity[] = [...bearing, 'discharge-pressure', 'flow'];
const steady = { lowestLoad: 0.7, highestLoad: 0.95, restShare: 0 };
const noFluid = { pressureBar: 0, flowM3H: 0, speedMS: 0 };

const kinds = {
  coolingPump: {
    class: 'centrifugal_pump',
    manufacturer: 'Nordstrom Pumpen',
    model: 'NCP 125-315',
    rating: {
      vibrationMmS: 1.9,
      temperatureRiseC: 32,
      currentA: 58,
      pressureBar: 4.2,
      flowM3H: 210,
      speedMS: 0,
    },
    duty: steady,
    measures: fluid,
  },
  processPump: {
    class: 'centrifugal_pump',
    manufacturer: 'Halden Flow',
    model: 'HF 80-250',
    rating: {
      vibrationMmS: 2.1,
      temperatureRiseC: 38,
      currentA: 41,
      pressureBar: 6.8,
      flowM3H: 96,
      speedMS: 0,
    },
    duty: { lowestLoad: 0.6, highestLoad: 1, restShare: 0 },
    measures: fluid,
  },
  driveMotor: {
    class: 'electric_motor',
    manufacturer: 'Voltaris',
    model: 'VM-280S',
    rating: { vibrationMmS: 1.4, temperatureRiseC: 42, currentA: 132, ...noFluid },
    duty: { lowestLoad: 0.55, highestLoad: 0.95, restShare: 0 },
    measures: bearing,
  },
  compressor: {
    class: 'screw_compressor',
    manufacturer: 'Aerovane',
    model: 'AV 75',
    rating: {
      vibrationMmS: 2.6,
      temperatureRiseC: 46,
      currentA: 128,
      pressureBar: 8.5,
      flowM3H: 740,
      speedMS: 0,
    },
    duty: { lowestLoad: 0.5, highestLoad: 1, restShare: 0 },
    measures: fluid,
  },
  mill: {
    class: 'cnc_mill',
    manufacturer: 'Kestrel Machine Tools',
    model: 'KX-5',
    rating: { vibrationMmS: 1.6, temperatureRiseC: 24, currentA: 36, ...noFluid },
    duty: { lowestLoad: 0.35, highestLoad: 0.9, restShare: 0.25 },
    measures: bearing,
  },
  conveyor: {
    class: 'belt_conveyor',
    manufacturer: 'Lindqvist Transport',
    model: 'LT 1200',
    rating: {
      vibrationMmS: 2.2,
      temperatureRiseC: 22,
      currentA: 24,
      pressureBar: 0,
      flowM3H: 0,
      speedMS: 1.6,
    },
    duty: { lowestLoad: 0.4, highestLoad: 0.85, restShare: 0.12 },
    measures: [...bearing, 'speed'],
  },
} satisfies Record<string, Kind>;

type Row = readonly [
  code: string,
  name: string,
  keyof typeof kinds,
  Machine['criticality'],
  cycleMinutes: number,
];

/** One gateway a line, as a plant would wire it. */
const lines: Record<string, readonly Row[]> = {
  'line-1': [
    ['P-101', 'Cooling water pump 1', 'coolingPump', 'A', 14],
    ['P-102', 'Cooling water pump 2', 'coolingPump', 'A', 17],
    ['M-101', 'Cooling tower fan motor', 'driveMotor', 'B', 11],
    ['C-101', 'Instrument air compressor 1', 'compressor', 'A', 8],
    ['CV-101', 'Raw material conveyor', 'conveyor', 'B', 12],
  ],
  'line-2': [
    ['P-201', 'Feed pump', 'processPump', 'A', 9],
    ['P-202', 'Circulation pump', 'processPump', 'B', 13],
    ['M-201', 'Agitator motor', 'driveMotor', 'B', 15],
    ['C-201', 'Process air compressor', 'compressor', 'B', 6],
    ['CV-201', 'Mixing line conveyor', 'conveyor', 'C', 10],
  ],
  'line-3': [
    ['CNC-301', 'Milling centre 1', 'mill', 'B', 7],
    ['CNC-302', 'Milling centre 2', 'mill', 'B', 9],
    ['CNC-303', 'Milling centre 3', 'mill', 'C', 5],
    ['CNC-304', 'Milling centre 4', 'mill', 'C', 6],
    ['P-301', 'Coolant lubricant pump', 'processPump', 'B', 16],
    ['CV-301', 'Chip conveyor', 'conveyor', 'D', 8],
  ],
  'line-4': [
    ['P-401', 'Effluent pump', 'processPump', 'B', 19],
    ['M-401', 'Blower motor', 'driveMotor', 'B', 13],
    ['M-402', 'Extraction fan motor', 'driveMotor', 'C', 18],
    ['C-401', 'Packaging air compressor', 'compressor', 'B', 7],
    ['CV-401', 'Packaging conveyor', 'conveyor', 'C', 11],
    ['CV-402', 'Palletiser conveyor', 'conveyor', 'C', 9],
  ],
};

export const plant: readonly Machine[] = Object.entries(lines).flatMap(([gateway, rows]) =>
  rows.map((row) => machineOf(gateway, row)),
);

export const gateways: readonly string[] = Object.keys(lines);

export const machinesOf = (gateway: string): readonly Machine[] =>
  plant.filter((machine) => machine.gateway === gateway);

function machineOf(
  gateway: string,
  [code, name, kindName, criticality, cycleMinutes]: Row,
): Machine {
  const kind: Kind = kinds[kindName];
  const number = Number(code.replace(/\D/g, ''));
  return {
    code,
    name,
    class: kind.class,
    criticality,
    manufacturer: kind.manufacturer,
    model: kind.model,
    serialNumber: `${kind.model.replace(/\W/g, '')}-${20_000 + number * 7}`,
    installedOn: `20${14 + (number % 9)}-0${1 + (number % 8)}-15`,
    gateway,
    rating: kind.rating,
    duty: { ...kind.duty, cycleMs: cycleMinutes * 60_000 },
    sensors: kind.measures.map((key) => {
      const { name: quantity, unit, ...transmitter } = transmitterOf(key, kind.rating);
      const limits = limitsOf(key, kind.rating, kind.duty);
      return {
        code: `${code}.${key}`,
        key,
        name: `${name}, ${quantity}`,
        unit,
        limits,
        ...transmitter,
      };
    }),
  };
}
