import type { DetectorKind, VersionSettings, VersionState } from '@libs/contracts';
import { faultOfSettings } from '@libs/watch';

/** A version of a detector as its row has it. */
export interface Version {
  readonly id: string;
  readonly kind: DetectorKind;
  readonly number: number;
  readonly name: string;
  readonly note: string | null;
  readonly settings: Readonly<Partial<VersionSettings>>;
  readonly state: VersionState;
  readonly author: string;
  readonly createdAt: Date;
  readonly shadowFrom: Date | null;
  readonly shadowUntil: Date | null;
  readonly retiredAt: Date | null;
}

/** Why a version of that kind makes no sense, or null when it does. */
export function faultOfVersion(
  kind: DetectorKind,
  settings: Readonly<Partial<VersionSettings>>,
): { field: string; message: string } | null {
  const message = faultOfSettings(settings);
  if (message !== null) return { field: 'settings.alarmFrom', message };
  return kind === 'machine' && settings.readingsBeforeTelling !== undefined
    ? {
        field: 'settings.readingsBeforeTelling',
        message: 'readingsBeforeTelling is of sensors alone',
      }
    : null;
}

/** Every tenant has these from the beginning, as version 1 of their kind. */
export const BUILT_IN: Readonly<Record<DetectorKind, string>> = {
  univariate: '4b9d2f0e-6f0a-5c7e-9a51-0c2f6f6b7a01',
  machine: '4b9d2f0e-6f0a-5c7e-9a51-0c2f6f6b7a02',
};

export const isBuiltIn = (id: string): boolean => Object.values(BUILT_IN).includes(id);
