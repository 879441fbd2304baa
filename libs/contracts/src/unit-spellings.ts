/** How people and gateways write units, and the UCUM code that each means. */
export const UNIT_SPELLINGS: Readonly<Record<string, string>> = {
  '°C': 'Cel',
  '℃': 'Cel',
  degC: 'Cel',
  celsius: 'Cel',
  '°F': '[degF]',
  '℉': '[degF]',
  degF: '[degF]',
  '°': 'deg',
  rpm: '{rev}/min',
  RPM: '{rev}/min',
  'r/min': '{rev}/min',
  'm³': 'm3',
  'm^3': 'm3',
  'm³/h': 'm3/h',
  'm^3/h': 'm3/h',
  'm3/hr': 'm3/h',
  'm/s²': 'm/s2',
  'm/s^2': 'm/s2',
  'mm/sec': 'mm/s',
  'in/s': '[in_i]/s',
  µm: 'um',
  μm: 'um',
  psi: '[psi]',
  PSI: '[psi]',
  // UCUM reads pH as picohenry.
  pH: '[pH]',
  Wh: 'W.h',
  kWh: 'kW.h',
  MWh: 'MW.h',
  Ah: 'A.h',
  VA: 'V.A',
  kVA: 'kV.A',
  Nm: 'N.m',
  hr: 'h',
  sec: 's',
  Ω: 'Ohm',
  ohm: 'Ohm',
};

/** The UCUM code that a unit is stored under; what is no known spelling stays as it is. */
export function unitCodeOf(spelling: string): string {
  return UNIT_SPELLINGS[spelling] ?? spelling;
}
