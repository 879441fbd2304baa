import type { OperatingMode } from '@libs/detectors';

/** What a machine was doing, as part of a sentence; nothing where that is not known. */
export function inMode(mode: OperatingMode | null): { readonly en: string; readonly ar: string } {
  switch (mode) {
    case 'standby':
      return { en: ' on standby', ar: ' في وضع الاستعداد' };
    case 'load':
      return { en: ' under load', ar: ' تحت الحمل' };
    case null:
      return { en: '', ar: '' };
  }
}
