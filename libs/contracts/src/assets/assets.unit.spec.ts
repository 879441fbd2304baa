import { ContractBroken, readAs } from '@libs/messaging';
import { valuesOf } from '@libs/testing';
import {
  ChangeEquipment,
  ChangeLocation,
  ChangeSensor,
  fieldsOf,
  ListEquipment,
  ListLocations,
  MoveEquipment,
  RegisterEquipment,
  RegisterLocation,
  RegisterSensor,
  ReplaceEquipment,
  requestContractOf,
  SetEquipmentState,
  StartMeterEpoch,
  type ContractClass,
} from '../index.js';

const ID = '019aa4c2-9766-75d1-91e8-6d332eb64526';

const CONTRACTS: readonly (readonly [ContractClass, object])[] = [
  [RegisterEquipment, { name: 'Pump' }],
  [ChangeEquipment, { equipmentId: ID }],
  [ReplaceEquipment, { equipmentId: ID, name: 'Pump' }],
  [SetEquipmentState, { equipmentId: ID }],
  [MoveEquipment, { equipmentId: ID }],
  [ListEquipment, {}],
  [RegisterLocation, { kind: 'room', name: 'Room' }],
  [ChangeLocation, { locationId: ID }],
  [ListLocations, {}],
  [RegisterSensor, { equipmentId: ID, code: 'P.x', key: 'x', unit: 'V' }],
  [ChangeSensor, { sensorId: ID }],
  [StartMeterEpoch, { sensorId: ID, reason: 'reset', lastValue: 1 }],
];

function faultsOf(contract: ContractClass, request: object): string[] {
  try {
    readAs(contract, request, 'test', 'refuse');
    return [];
  } catch (error) {
    if (error instanceof ContractBroken) return error.faults.map(({ field }) => field);
    throw error;
  }
}

const cases = CONTRACTS.flatMap(([contract, right]) =>
  fieldsOf(contract).map((field) => ({
    ...{ contract, right, field, name: field.name },
    request: requestContractOf(contract).name,
  })),
);

describe('API-02 SEC-08 the fields of the registry', () => {
  it.each(cases)('$request takes $name up to its limits', ({ contract, right, field }) => {
    expect(faultsOf(contract, right)).toEqual([]);
    for (const value of valuesOf(field).right) {
      expect([value, faultsOf(contract, { ...right, [field.name]: value })]).toEqual([value, []]);
    }
  });

  it.each(cases)('$request names $name when it is wrong', ({ contract, right, field }) => {
    for (const value of valuesOf(field).wrong) {
      const faults = faultsOf(contract, { ...right, [field.name]: value });
      const named = faults.some((each) => each.split('.')[0] === field.name);
      expect([value, named]).toEqual([value, true]);
    }
  });

  const texts = (count: number): object =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`a${String.fromCharCode(97 + n)}`, 'x']),
    );
  const big = (bytes: number): object => ({ x: 'x'.repeat(bytes - '{"x":""}'.length) });

  it.each<[string, unknown, boolean]>([
    ['metadata', big(16_384), true],
    ['metadata', big(16_385), false],
    ['metadata', { a: { b: 'a\u0000' } }, false],
    ['metadata', { 'a\ud800': 1 }, false],
    ['specifications', big(16_385), false],
    ['names', { ar: 'مضخة', 'zh-Hant': '泵' }, true],
    ['names', { ARABIC: 'x' }, false],
    ['names', { ar: '' }, false],
    ['names', { ar: 5 }, false],
    ['names', { ar: null }, false],
    ['names', { ar: 'x'.repeat(201) }, false],
    ['names', texts(20), true],
    ['names', texts(21), false],
    ['externalIds', { sap: 'x'.repeat(100) }, true],
    ['externalIds', { sap: 'x'.repeat(101) }, false],
    ['externalIds', { 'S A P': 'x' }, false],
    ['purchasePrice', '999999999999.9999', true],
    ['purchasePrice', '0', true],
    ['purchasePrice', '1000000000000', false],
    ['purchasePrice', '0.00001', false],
    ['purchasePrice', '-1', false],
    ['purchasePrice', '1e3', false],
    ['purchaseCurrency', 'eur', false],
    ['code', 'p-1', false],
    ['code', 'P 1', false],
    ['code', 'Ü-1', false],
    ['position', { latitude: 90, longitude: -180 }, true],
    ['position', { latitude: 90.001, longitude: 0 }, false],
    ['position', { latitude: 0 }, false],
    ['position', { latitude: 0, longitude: 0, altitude: 5 }, false],
  ])('%s of %j is taken: %s', (name, value, taken) => {
    const faults = faultsOf(RegisterEquipment, { name: 'Pump', [name]: value });
    expect(faults.map((each) => each.split('.')[0])).toEqual(
      taken ? [] : expect.arrayContaining([name]),
    );
  });

  it('lets a patch, and nothing else, take single texts away', () => {
    expect(faultsOf(ChangeEquipment, { equipmentId: ID, names: { ar: null } })).toEqual([]);
    expect(faultsOf(RegisterEquipment, { name: 'x', names: { ar: null } })).toEqual(['names']);
  });

  it('refuses what it does not know', () => {
    expect(faultsOf(RegisterEquipment, { name: 'x', colour: 'red' })).toEqual(['colour']);
  });
});
