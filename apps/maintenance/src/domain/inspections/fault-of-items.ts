import type { InspectionItem } from '@libs/contracts';
import type { ItemFault } from './assess-answers.js';

const NUMBER_ONLY = ['unit', 'low', 'high', 'warnLow', 'warnHigh'] as const;

/** What makes no sense in a template's items. */
export function faultsOfItems(items: readonly InspectionItem[]): ItemFault[] {
  return items.flatMap((item, index) => {
    const at = (field: string, message: string): ItemFault[] => [
      { field: `items.${index}.${field}`, message },
    ];
    if (items.findIndex(({ key }) => key === item.key) < index) {
      return at('key', `there are two items ${item.key}`);
    }
    return [...faultsOfNumber(item, at), ...faultsOfOptions(item, at)];
  });
}

type At = (field: string, message: string) => ItemFault[];

function faultsOfNumber(item: InspectionItem, at: At): ItemFault[] {
  if (item.type !== 'number') {
    const alien = NUMBER_ONLY.find((field) => item[field] !== undefined);
    return alien ? at(alien, `${alien} belongs to items of type number`) : [];
  }
  const ascending = (['low', 'warnLow', 'warnHigh', 'high'] as const).flatMap((field) => {
    const value = item[field];
    return value === undefined ? [] : [{ field, value }];
  });
  return ascending.flatMap(({ field, value }, index) => {
    const before = ascending[index - 1];
    if (!before || before.value <= value) return [];
    return at(field, `${field} must not be below ${before.field}`);
  });
}

function faultsOfOptions({ type, options = [] }: InspectionItem, at: At): ItemFault[] {
  if (type !== 'choice') {
    return options.length > 0 ? at('options', 'options belong to items of type choice') : [];
  }
  if (options.length < 2) return at('options', 'an item of type choice needs two options');
  return options.flatMap(({ key }, index) =>
    options.findIndex((other) => other.key === key) < index
      ? at(`options.${index}.key`, `there are two options ${key}`)
      : [],
  );
}
