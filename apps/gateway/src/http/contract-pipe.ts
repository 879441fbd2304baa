import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { ContractClass } from '@libs/contracts';
import { ContractBroken, readAs } from '@libs/messaging';
import { getMetadataStorage } from 'class-validator';
import { assertHarmless } from '../edges/read-json.js';
import { NoBody } from './no-body.js';

const NUMBERS = ['isInt', 'isNumber'];
/** A number as JSON writes it; leading zeros do no harm. */
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Fields with a character that no text in Postgres can hold. */
function withNul(given: object): string[] {
  return Object.entries(given)
    .filter(([, value]) => /(^|[^\\])(\\\\)*\\u0000/.test(JSON.stringify(value) ?? ''))
    .map(([field]) => field);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

const numbers = new WeakMap<ContractClass, ReadonlySet<string>>();

/** The fields that are numbers. Asks the validator: a class made by OmitType has no fields of ours. */
function numbersOf(contract: ContractClass): ReadonlySet<string> {
  const known = numbers.get(contract);
  if (known) return known;
  const checks = getMetadataStorage().getTargetValidationMetadatas(contract, '', true, false);
  const found = checks.filter(({ name }) => NUMBERS.includes(name ?? ''));
  const names = new Set(found.map(({ propertyName }) => propertyName));
  numbers.set(contract, names);
  return names;
}

/** A query string's texts as the contract's values; `page_size` is taken for `pageSize`. */
function fromQueryString(contract: ContractClass, query: object): object {
  return Object.fromEntries(
    Object.entries(query).map(([key, value]: [string, unknown]) => {
      const name = camelCase(key);
      const isNumber =
        numbersOf(contract).has(name) && typeof value === 'string' && NUMBER.test(value);
      return [name, isNumber ? Number(value) : value];
    }),
  );
}

/** Reads bodies and query strings as their contracts; unknown fields are refused. */
@Injectable()
export class ContractPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || !metatype || metatype === Object) return value;
    const contract = metatype as ContractClass;
    const given = value ?? {};
    if (type === 'query') assertHarmless(given, type);
    const unwritable = typeof given === 'object' ? withNul(given) : [];
    if (unwritable.length > 0) {
      const message = 'must not contain the character U+0000';
      throw new ContractBroken(
        type,
        unwritable.map((field) => ({ field, message })),
      );
    }
    if (contract === NoBody) return this.refuseAny(given);
    const plain =
      type === 'query' && typeof given === 'object' ? fromQueryString(contract, given) : given;
    return readAs(contract, plain, type, 'refuse');
  }

  private refuseAny(given: object): NoBody {
    const faults = Object.keys(given).map((field) => ({
      field,
      message: `property ${field} should not exist`,
    }));
    if (faults.length > 0) throw new ContractBroken('body', faults);
    return new NoBody();
  }
}
