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

/** Refuses text that says nothing: blanks alone are no reason and no name. */
export const notBlank = (): PropertyDecorator =>
  ValidateBy({
    name: 'notBlank',
    validator: {
      validate: (value) => typeof value !== 'string' || value === '' || /\S/.test(value),
      defaultMessage: () => '$property must not be blank',
    },
  });
