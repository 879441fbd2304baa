import { ValidateBy } from 'class-validator';

/** Whether every text in a value can be kept: without U+0000 and without half a character. */
export function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return /^[^\0\p{Cs}]*$/u.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, each]) => isWellFormed(key) && isWellFormed(each));
}

/** Refuses text that no database can keep. */
export const wellFormed = (): PropertyDecorator =>
  ValidateBy({
    name: 'wellFormed',
    validator: {
      validate: isWellFormed,
      defaultMessage: () => '$property must not contain U+0000 or half a character',
    },
  });
