import { IsInt, Min, MinLength } from 'class-validator';
import { ContractBroken, readAs } from './validation.js';

class Thing {
  @MinLength(1) name!: string;
}

class HeavyThing extends Thing {
  @IsInt() @Min(1000) grams!: number;
}

class LightThing extends Thing {
  @IsInt() @Min(1) grams!: number;
}

function faultsOf(contract: new () => Thing, data: object): string[] {
  try {
    readAs(contract, data, 'body', 'refuse');
    return [];
  } catch (error) {
    if (!(error instanceof ContractBroken)) throw error;
    return error.faults.map(({ field }) => field);
  }
}

describe('reading data as a contract', () => {
  it('holds each class to its own rules and to those that it inherits, also the second time', () => {
    const all = (): string[][] => [
      faultsOf(HeavyThing, { name: '', grams: 5 }),
      faultsOf(LightThing, { name: '', grams: 5 }),
      faultsOf(Thing, { name: 'A', grams: 5 }),
      faultsOf(HeavyThing, { name: 'A', grams: 1000 }),
    ];
    expect(all()).toEqual([['grams', 'name'], ['name'], ['grams'], []]);
    expect(all()).toEqual([['grams', 'name'], ['name'], ['grams'], []]);
  });
});
