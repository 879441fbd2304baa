import type { Observation, OperatingMode, Part, Parts } from '@libs/detectors';
import { inMode } from '../words/in-mode.js';
import { plain } from '../words/plain-number.js';

const english: Record<Part, string> = {
  extremes: 'its lowest and highest values have not come together before',
  swing: 'it swings as it has not before',
  course: 'the course of the last readings has not been seen before',
  timeOfDay: 'it differs from what earlier days showed at this hour',
  range: 'it lies beyond everything seen so far',
  jump: 'it changed faster than it usually does',
  dwell: 'it stays at a level at which it has not stayed before',
};

const arabic: Record<Part, string> = {
  extremes: 'لم تجتمع أدنى قيمه وأعلاها بهذا الشكل من قبل',
  swing: 'يتأرجح كما لم يتأرجح من قبل',
  course: 'لم يُشاهد مسار القراءات الأخيرة من قبل',
  timeOfDay: 'يختلف عما أظهرته الأيام السابقة في هذه الساعة',
  range: 'يقع خارج كل ما شوهد حتى الآن',
  jump: 'تغيّر أسرع من المعتاد',
  dwell: 'يبقى عند مستوى لم يبقَ عنده من قبل',
};

/** One plain sentence in each language: what came, what was expected, and what stood out most. */
export function explain(
  value: number,
  { expected, parts }: Observation,
  mode: OperatingMode | null = null,
): { explanation: string; explanation_ar: string } {
  const most = strongest(parts);
  const [said, where] = [plain(value), place(value, expected)];
  const { en, ar } = inMode(mode);
  const band = expected ? [plain(expected.low), plain(expected.high)] : [];
  const against = where ? ` (${where.en} the expected ${band.join(' to ')})` : '';
  const againstAr = where ? ` (${where.ar} المدى المتوقع من ${band.join(' إلى ')})` : '';
  return {
    explanation: `The value ${said} is unusual for this sensor${en}${against}: ${english[most]}.`,
    explanation_ar: `القيمة ${said} غير معتادة لهذا الحساس${ar}${againstAr}: ${arabic[most]}.`,
  };
}

function strongest(parts: Parts): Part {
  const names = Object.keys(parts) as Part[];
  return names.reduce((best, name) => (parts[name] > parts[best] ? name : best));
}

function place(value: number, expected: Observation['expected']) {
  if (!expected) return undefined;
  if (value > expected.high) return { en: 'above', ar: 'فوق' };
  if (value < expected.low) return { en: 'below', ar: 'تحت' };
  return { en: 'within', ar: 'ضمن' };
}
