import type { UcumLhcUtils } from '@lhncbc/ucum-lhc';

let loaded: Promise<UcumLhcUtils> | undefined;

/** The library of units, loaded when it is first needed: its tables take 12 MB. */
export function ucum(): Promise<UcumLhcUtils> {
  loaded ??= import('@lhncbc/ucum-lhc').then(({ UcumLhcUtils }) => UcumLhcUtils.getInstance());
  return loaded;
}
