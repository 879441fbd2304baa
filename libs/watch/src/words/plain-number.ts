/** A number as people read it: four digits, and no more. */
export const plain = (value: number): string => String(Number(value.toPrecision(4)));
