import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { ContractClass } from '@libs/contracts';
import { ContractBroken, readAs } from '@libs/messaging';
import { assertHarmless } from '../edges/read-json.js';
import { NoBody } from './no-body.js';

const NUMBERS: readonly unknown[] = ['integer', 'number'];
/** Where Swagger keeps how a field is described; types made of others, as by OmitType, have it too. */
const DESCRIBED = 'swagger/apiModelProperties';
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

function isNumeric(contract: ContractClass, name: string): boolean {
  const described: unknown = Reflect.getMetadata(DESCRIBED, contract.prototype as object, name);
  return NUMBERS.includes((described as { type?: unknown } | undefined)?.type);
}

/** A query string's texts as the contract's values; `page_size` is taken for `pageSize`. */
function fromQueryString(contract: ContractClass, query: object): object {
  return Object.fromEntries(
    Object.entries(query).map(([key, value]: [string, unknown]) => {
      const name = camelCase(key);
      const isNumber = isNumeric(contract, name) && typeof value === 'string' && NUMBER.test(value);
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
