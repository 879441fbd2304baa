import type { OperatingMode } from '@libs/detectors';
import type { Contributor } from '../episodes/happening.js';
import { inMode } from '../words/in-mode.js';

const MOST_NAMED = 3;
const LEAST_SHARE = 0.1;

/** One plain sentence in each language: which signals do not go with the others, and how much of it is theirs. */
export function explainMachine(
  contributors: readonly Contributor[],
  mode: OperatingMode | null = null,
): {
  explanation: string;
  explanation_ar: string;
} {
  const { en, ar } = inMode(mode);
  const named = contributors
    .slice(0, MOST_NAMED)
    .filter(({ share }, place) => place === 0 || share >= LEAST_SHARE)
    .map(({ key, share }) => `${key} (${Math.round(share * 100)} %)`);
  return {
    explanation: `The signals of this machine do not go together as they did${en}: what stands out is ${named.join(', ')}.`,
    explanation_ar: `لم تعد إشارات هذه الآلة متوافقة كما كانت من قبل${ar}؛ الأبرز: ${named.join('، ')}.`,
  };
}
