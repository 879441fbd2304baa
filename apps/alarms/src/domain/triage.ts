import {
  TRIAGE_VERDICTS,
  type CaseKind,
  type Criticality,
  type Severity,
  type TriageVerdict,
} from '@libs/contracts';

/** How bad it is × what a failure would cost → what is to be done. */
const VERDICTS: Readonly<Record<Severity, Readonly<Record<Criticality, TriageVerdict>>>> = {
  critical: { A: 'act_now', B: 'act_now', C: 'act_now', D: 'act_now' },
  high: { A: 'act_now', B: 'act_now', C: 'plan', D: 'watch' },
  medium: { A: 'plan', B: 'plan', C: 'watch', D: 'watch' },
  low: { A: 'watch', B: 'watch', C: 'watch', D: 'watch' },
};

const WORDS: Readonly<Record<TriageVerdict, string>> = {
  watch: 'it is watched',
  plan: 'work is to be planned',
  act_now: 'work is needed now',
};

export interface Triage {
  readonly verdict: TriageVerdict;
  readonly reason: string;
}

/** A faulty sensor hides its machine: it is looked after soon, and the machine is left alone. */
function triageSensor(criticality: Criticality): Triage {
  const verdict = criticality === 'D' ? 'watch' : 'plan';
  const what =
    verdict === 'watch' ? 'it is watched' : 'its inspection or calibration is to be planned';
  const reason = `A sensor is at fault, not the equipment of criticality ${criticality}: ${what}.`;
  return { verdict, reason };
}

export function triage(
  severity: Severity,
  criticality: Criticality,
  kind: CaseKind = 'machine',
): Triage {
  if (kind === 'sensor_fault') return triageSensor(criticality);
  const verdict = VERDICTS[severity][criticality];
  const reason = `Severity ${severity} on equipment of criticality ${criticality}: ${WORDS[verdict]}.`;
  return { verdict, reason };
}

export const isMoreUrgent = (one: TriageVerdict, other: TriageVerdict | null): boolean =>
  other === null || TRIAGE_VERDICTS.indexOf(one) > TRIAGE_VERDICTS.indexOf(other);
