declare module '@lhncbc/ucum-lhc' {
  interface Unit {
    /** Throws when the dimensions differ or a unit is arbitrary. */
    convertFrom(value: number, from: Unit): number;
  }

  interface Validation {
    readonly status: 'valid' | 'invalid' | 'error';
    readonly ucumCode: string | null;
    readonly suggestions?: readonly {
      readonly units: readonly (readonly [code: string, name: string, guidance: string | null])[];
    }[];
  }

  export class UcumLhcUtils {
    static getInstance(): UcumLhcUtils;
    validateUnitString(unit: string, suggest?: boolean): Validation;
    getSpecifiedUnit(unit: string, mode?: 'validate' | 'convert'): { readonly unit: Unit | null };
  }
}
