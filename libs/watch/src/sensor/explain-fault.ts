import type { MeasuringRange, SensorFault } from '@libs/detectors';
import type { FaultyReading } from './faulty-reading.js';
import { plain } from '../words/plain-number.js';

interface Explanation {
  readonly explanation: string;
  readonly explanation_ar: string;
}

type Sentence = (value: string, range: string, peer: string) => string;

const english: Record<SensorFault, Sentence> = {
  out_of_range: (value, range) =>
    `The sensor shows ${value}, which it cannot measure${range}; the sensor needs an inspection, not the machine.`,
  stuck_at: (value) =>
    `The sensor stays at an end of its measuring range (${value}); its wiring or the sensor itself needs an inspection, not the machine.`,
  flat_line: (value) =>
    `The sensor has shown exactly ${value} for longer than it ever did; the sensor needs an inspection, not the machine.`,
  spikes: (value) =>
    `Single readings of the sensor jump away and come back (now ${value}), as no machine does; its wiring needs an inspection.`,
  drop_outs: () =>
    'Many readings of the sensor do not come; its connection needs an inspection, not the machine.',
  clock: () =>
    'The instants of the readings go back again and again or lie ahead of time; the clock of the sensor or its gateway needs to be set.',
  drift: (value, _, peer) =>
    `The sensor (now ${value}) creeps away from ${peer}, which measures the same; both need to be calibrated against a reference.`,
};

const arabic: Record<SensorFault, Sentence> = {
  out_of_range: (value, range) =>
    `يعرض الحساس القيمة ${value} وهي خارج ما يمكنه قياسه${range}؛ الحساس يحتاج إلى فحص وليس الآلة.`,
  stuck_at: (value) =>
    `الحساس عالق عند طرف مدى القياس (${value})؛ أسلاكه أو الحساس نفسه بحاجة إلى فحص وليس الآلة.`,
  flat_line: (value) =>
    `يعرض الحساس القيمة ${value} نفسها منذ مدة أطول من أي وقت مضى؛ الحساس يحتاج إلى فحص وليس الآلة.`,
  spikes: (value) =>
    `تقفز قراءات منفردة للحساس ثم تعود (الآن ${value})، ولا تفعل أي آلة ذلك؛ أسلاكه بحاجة إلى فحص.`,
  drop_outs: () => 'كثير من قراءات الحساس لا تصل؛ اتصاله بحاجة إلى فحص وليس الآلة.',
  clock: () =>
    'أوقات القراءات ترجع إلى الوراء مرارًا أو تسبق الوقت الحقيقي؛ يلزم ضبط ساعة الحساس أو البوابة.',
  drift: (value, _, peer) =>
    `يبتعد الحساس (الآن ${value}) تدريجيًا عن ${peer} الذي يقيس الكمية نفسها؛ يلزم معايرة كليهما بمرجع.`,
};

/** One plain sentence in each language: what the sensor shows, and what is to be done about it. */
export function explainFault(
  fault: SensorFault,
  { value, range, peer = '' }: FaultyReading,
): Explanation {
  return {
    explanation: english[fault](plain(value), bounds(range, 'to'), peer),
    explanation_ar: arabic[fault](plain(value), bounds(range, 'إلى'), peer),
  };
}

const bounds = (range: MeasuringRange | undefined, to: string): string =>
  range && Number.isFinite(range.low) && Number.isFinite(range.high)
    ? ` (${plain(range.low)} ${to} ${plain(range.high)})`
    : '';
