/** Rows by what they were and what was said of them. */
export interface Count {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
}

export const nothingCounted = (): Count => ({
  truePositives: 0,
  falsePositives: 0,
  falseNegatives: 0,
  trueNegatives: 0,
});

export function count(into: Count, abnormal: boolean, said: boolean): void {
  if (abnormal) into[said ? 'truePositives' : 'falseNegatives']++;
  else into[said ? 'falsePositives' : 'trueNegatives']++;
}

/** F1, and the rates of false and missed alarms in per cent of the rows. */
export function rates(counted: Count) {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = counted;
  return {
    f1: (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives),
    falseAlarmRate: (100 * falsePositives) / (falsePositives + trueNegatives),
    missedAlarmRate: (100 * falseNegatives) / (truePositives + falseNegatives),
  };
}
