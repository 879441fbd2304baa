import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsObject,
  IsString,
  IsUrl,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { ContractClass } from '../envelope/event-contract.js';
import { field, type FieldOptions } from './field.js';
import { notBlank, wellFormed } from './well-formed.js';

interface TextOptions extends FieldOptions {
  min?: number;
  max: number;
  pattern?: RegExp;
}

interface RangeOptions extends FieldOptions {
  min?: number;
  max?: number;
}

/** A UUID in its canonical text form. */
export const Uuid = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', format: 'uuid' }, options, IsUUID());

/** Text of `min` (default 1) to `max` characters, not of blanks alone. */
export const Text = ({ min = 1, max, pattern, ...options }: TextOptions): PropertyDecorator =>
  field(
    { type: 'string', minLength: min, maxLength: max, ...(pattern && { pattern: pattern.source }) },
    options,
    IsString(),
    MinLength(min),
    MaxLength(max),
    ...(min > 0 ? [notBlank()] : []),
    wellFormed(),
    ...(pattern ? [Matches(pattern)] : []),
  );

/** An instant, ISO 8601 with its zone offset. */
export const Instant = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', format: 'date-time' },
    options,
    IsISO8601({ strict: true, strictSeparator: true }),
    Matches(/T.*(Z|[+-]\d\d:\d\d)$/, {
      message: '$property must be an instant with a zone offset',
    }),
  );

/** One of a closed set of words. */
export const Choice = (words: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', enum: words }, options, IsIn([...words]));

/** A finite number. */
export const Real = ({ min, max, ...options }: RangeOptions = {}): PropertyDecorator =>
  field(
    {
      type: 'number',
      ...(min !== undefined && { minimum: min }),
      ...(max !== undefined && { maximum: max }),
    },
    options,
    IsNumber({ allowInfinity: false, allowNaN: false }),
    ...(min !== undefined ? [Min(min)] : []),
    ...(max !== undefined ? [Max(max)] : []),
  );

/** A whole number. */
export const Whole = ({ min, max, ...options }: RangeOptions = {}): PropertyDecorator =>
  field(
    {
      type: 'integer',
      ...(min !== undefined && { minimum: min }),
      ...(max !== undefined && { maximum: max }),
    },
    options,
    IsInt(),
    ...(min !== undefined ? [Min(min)] : []),
    ...(max !== undefined ? [Max(max)] : []),
  );

/** True or false. */
export const Flag = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'boolean' }, options, IsBoolean());

/** An object of free form. */
export const FreeForm = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'object', additionalProperties: true }, options, IsObject());

/** An absolute http or https address. */
export const WebAddress = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { type: 'string', format: 'uri', maxLength: 2000 },
    options,
    IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }),
    MaxLength(2000),
  );

/** An e-mail address. */
export const EmailAddress = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', format: 'email' }, options, IsEmail());

/** A nested object of another contract class. */
export const Nested = (of: () => ContractClass, options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'object', of }, options, ValidateNested(), IsObject(), Type(of));

/** A list of nested objects, at most `max`. */
export const ListOf = (
  of: () => ContractClass,
  { min = 0, max, ...options }: FieldOptions & { min?: number; max: number },
): PropertyDecorator =>
  field(
    { type: 'array', minItems: min, maxItems: max, items: { of } },
    options,
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    ValidateNested({ each: true }),
    Type(of),
  );

/** A list of words or identifiers, at most `max`. */
export const TextList = ({
  max,
  words,
  ...options
}: FieldOptions & { max: number; words?: readonly string[] }): PropertyDecorator =>
  field(
    { type: 'array', maxItems: max, items: { type: 'string', ...(words && { enum: words }) } },
    options,
    IsArray(),
    ArrayMaxSize(max),
    IsString({ each: true }),
    ...(words ? [IsIn([...words], { each: true })] : []),
  );

/** Turns a query string's text into a number before validation. */
export const FromQuery = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() !== '' ? Number(value) : value,
  );
