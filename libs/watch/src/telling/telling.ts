import type { VersionSettings } from '@libs/contracts';

/** When people are told of what a detector scores. */
export interface Telling {
  readonly alertFrom: number;
  readonly alarmFrom: number;
  readonly calmReadings: number;
  readonly readingsBeforeTelling: number;
}

/** The built-in version. The score speaks after 300 readings; people hear of it once several load cycles were seen. */
export const USUAL_TELLING: Telling = {
  alertFrom: 0.5,
  alarmFrom: 0.6,
  calmReadings: 60,
  readingsBeforeTelling: 3000,
};

/** Why a version makes no sense, or null when it does. */
export function faultOfSettings(settings: Readonly<Partial<VersionSettings>>): string | null {
  const { alertFrom, alarmFrom } = tellingOf(settings);
  return alarmFrom < alertFrom ? 'alarmFrom must not be below alertFrom' : null;
}

/** How a version tells; what it leaves open is as in the built-in one. */
export function tellingOf(settings: Readonly<Partial<VersionSettings>>): Telling {
  const { alertFrom, alarmFrom, calmReadings, readingsBeforeTelling } = settings;
  return {
    alertFrom: alertFrom ?? USUAL_TELLING.alertFrom,
    alarmFrom: alarmFrom ?? USUAL_TELLING.alarmFrom,
    calmReadings: calmReadings ?? USUAL_TELLING.calmReadings,
    readingsBeforeTelling: readingsBeforeTelling ?? USUAL_TELLING.readingsBeforeTelling,
  };
}
