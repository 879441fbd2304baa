import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  ValidateBy,
} from 'class-validator';
import { field, type FieldOptions } from './field.js';
import { wellFormed } from './well-formed.js';

function check(
  name: string,
  message: string,
  validate: (value: unknown) => boolean,
): PropertyDecorator {
  return ValidateBy({
    name,
    validator: { validate, defaultMessage: () => `$property ${message}` },
  });
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

interface RecordOptions extends FieldOptions {
  /** Entries at most. */
  max: number;
  /** What keys look like. */
  keys: RegExp;
  /** Characters of a text at most. */
  length: number;
}

/** Texts by key, such as a name by language. */
export const TextRecord = ({ max, keys, length, ...options }: RecordOptions): PropertyDecorator =>
  field(
    { type: 'object', additionalProperties: { type: 'string', minLength: 1, maxLength: length } },
    options,
    IsObject(),
    check('recordSize', `must have at most ${max} entries`, (value) => {
      return entriesOf(value).length <= max;
    }),
    check('recordKeys', `must have keys like ${keys.source}`, (value) => {
      return entriesOf(value).every(([key]) => keys.test(key));
    }),
    check('recordTexts', `must hold texts of 1 to ${length} characters`, (value) => {
      return entriesOf(value).every(([, text]) => {
        // In a merge patch, null takes one text away.
        if (text === null) return options.nullable === true;
        return typeof text === 'string' && text.length > 0 && text.length <= length;
      });
    }),
    wellFormed(),
  );

/** An object of free form, of at most `bytes` bytes as JSON. */
export const Json = ({ bytes, ...options }: FieldOptions & { bytes: number }): PropertyDecorator =>
  field(
    { type: 'object', additionalProperties: true },
    options,
    IsObject(),
    check('jsonBytes', `must have at most ${bytes} bytes as JSON`, (value) => {
      return Buffer.byteLength(JSON.stringify(value) ?? '', 'utf8') <= bytes;
    }),
    wellFormed(),
  );

/** An exact decimal that is not negative, as text: 12 digits before the point and 4 after it. */
export const Decimal = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', pattern: '^\\d{1,12}(\\.\\d{1,4})?$' },
    options,
    IsString(),
    Matches(/^\d{1,12}(\.\d{1,4})?$/, { message: '$property must be a decimal like 12500.50' }),
  );

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** A day of the calendar, without time and zone. */
export const Day = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', format: 'date' }, options, check('isDay', 'must be a day', isDay));

/** A list of UUIDs, at most `max`. */
export const UuidList = ({
  min = 0,
  max,
  ...options
}: FieldOptions & { min?: number; max: number }): PropertyDecorator =>
  field(
    {
      type: 'array',
      ...(min > 0 && { minItems: min }),
      maxItems: max,
      items: { type: 'string', format: 'uuid' },
    },
    options,
    IsArray(),
    ...(min > 0 ? [ArrayMinSize(min)] : []),
    ArrayMaxSize(max),
    IsUUID(undefined, { each: true }),
  );
