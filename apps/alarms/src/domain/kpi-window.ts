/** The version of the definitions behind the figures. */
export const KPI_DEFINITION = 1;
const DAY_MS = 86_400_000;
const REVIEWED_DAYS = 30;
const SLICE_MS = 600_000;

export interface KpiWindow {
  readonly from: Date;
  readonly to: Date;
}

/** By default the day before now. */
export function kpiWindow(request: { from?: string; to?: string }, now: Date): KpiWindow {
  const to = request.to === undefined ? now : new Date(request.to);
  const from =
    request.from === undefined ? new Date(to.getTime() - DAY_MS) : new Date(request.from);
  return { from, to };
}

/** What is said of a rule comes slowly: by default the thirty days before now. */
export function reviewWindow(request: { from?: string; to?: string }, now: Date): KpiWindow {
  const { from, to } = kpiWindow(request, now);
  return request.from === undefined
    ? { from: new Date(to.getTime() - REVIEWED_DAYS * DAY_MS), to }
    : { from, to };
}

/** Alarms in ten minutes that one operator has to look at. */
export const ratePerTenMinutes = (
  alarms: number,
  { from, to }: KpiWindow,
  operators: number,
): number => alarms / ((to.getTime() - from.getTime()) / SLICE_MS) / operators;

export const floodShare = (floodSeconds: number, { from, to }: KpiWindow): number =>
  floodSeconds / ((to.getTime() - from.getTime()) / 1000);
