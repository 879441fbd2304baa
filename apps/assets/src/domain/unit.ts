/**
 * Why text cannot be a unit, or undefined. A UCUM code is printable ASCII without blanks; the one
 * place that a library of units plugs into.
 */
export function unitFault(unit: string): string | undefined {
  return /^[!-~]+$/.test(unit) ? undefined : 'unit must be a UCUM code, like mm/s or Cel';
}
