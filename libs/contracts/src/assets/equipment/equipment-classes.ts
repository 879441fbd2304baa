/** A class of equipment, with the words that other systems use for it. */
export interface EquipmentClass {
  readonly class: string;
  readonly category: string;
  readonly aliases: readonly string[];
}

const row = (category: string, name: string, ...aliases: string[]): EquipmentClass => ({
  class: name,
  category,
  aliases,
});

/** Classes after ISO 14224, and those of production and of the field that it leaves out. */
export const EQUIPMENT_CLASSES: readonly EquipmentClass[] = [
  row('rotating', 'pump', 'Pump'),
  row('rotating', 'centrifugal_pump', 'Centrifugal Pump'),
  row('rotating', 'submersible_pump', 'Submersible Pump'),
  row('rotating', 'compressor', 'Compressor', 'Air Compressor'),
  row('rotating', 'fan', 'Fan', 'Blower'),
  row('rotating', 'gas_turbine', 'Gas Turbine'),
  row('rotating', 'steam_turbine', 'Steam Turbine'),
  row('rotating', 'combustion_engine', 'Diesel Engine', 'Combustion Engine'),
  row('rotating', 'gearbox', 'Gearbox', 'Gear Box'),
  row('electrical', 'electric_motor', 'Motor', 'Electric Motor'),
  row('electrical', 'electric_generator', 'Generator', 'Genset'),
  row('electrical', 'power_transformer', 'Transformer'),
  row('electrical', 'frequency_converter', 'VFD', 'Drive', 'Frequency Converter'),
  row('electrical', 'switchgear', 'Switchgear'),
  row('mechanical', 'heat_exchanger', 'Heat Exchanger'),
  row('mechanical', 'boiler', 'Boiler'),
  row('mechanical', 'chiller', 'Chiller', 'Chiller Unit'),
  row('mechanical', 'air_handling_unit', 'AHU', 'Air Handling Unit'),
  row('mechanical', 'vessel', 'Vessel', 'Tank'),
  row('mechanical', 'conveyor', 'Conveyor', 'Conveyor Belt'),
  row('mechanical', 'crane', 'Crane', 'Hoist'),
  row('mechanical', 'elevator', 'Elevator', 'Lift'),
  row('safety_and_control', 'valve', 'Valve'),
  row('safety_and_control', 'input_device', 'Sensor', 'Transmitter'),
  row('production', 'milling_machine', 'Milling Machine'),
  row('production', 'lathe', 'Lathe', 'Lathe Machine'),
  row('production', 'robot_arm', 'Robot', 'Robot Arm'),
  row('production', 'assembly_station', 'Assembly Station'),
  row('production', 'press', 'Press'),
  row('field', 'tractor', 'Tractor'),
  row('field', 'harvester', 'Harvester', 'Combine'),
  row('field', 'drone', 'Drone'),
  row('field', 'pivot_irrigation', 'Pivot', 'Pivot Irrigation', 'Center Pivot'),
  row('field', 'vehicle', 'Vehicle', 'Truck', 'Forklift'),
];

const folded = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

const byWord = new Map(
  EQUIPMENT_CLASSES.flatMap((each) =>
    [each.class, ...each.aliases].map((word) => [folded(word), each.class] as const),
  ),
);

/** The class that a word means; a word of no known class stands for itself. */
export function equipmentClassOf(word: string): string {
  return byWord.get(folded(word)) ?? word;
}
