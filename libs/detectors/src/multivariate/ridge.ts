const RIDGE = 1e-4;
const LEAST = 1e-15;

/** The place of a pair in the lower triangle of a symmetric matrix, row by row. */
export const placeOf = (a: number, b: number): number =>
  a >= b ? (a * (a + 1)) / 2 + b : (b * (b + 1)) / 2 + a;

/**
 * The weights by which `columns` give `target` with least squares, from the moments of all; a little
 * ridge keeps signals that always move together from fighting each other. By Cholesky's method.
 */
export function solveRidge(
  moments: Float64Array,
  columns: readonly number[],
  target: number,
): Float64Array {
  const size = columns.length;
  const factor = new Float64Array(size * size);
  const weights = Float64Array.from(columns, (column) => moments[placeOf(column, target)] ?? 0);
  const cell = (row: number, column: number): number => factor[row * size + column] ?? 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = moments[placeOf(columns[row] ?? 0, columns[column] ?? 0)] ?? 0;
      if (row === column && row > 0) sum += RIDGE * (sum + 1e-9);
      for (let k = 0; k < column; k++) sum -= cell(row, k) * cell(column, k);
      factor[row * size + column] =
        row === column ? Math.sqrt(Math.max(LEAST, sum)) : sum / cell(column, column);
    }
  }
  for (let row = 0; row < size; row++) {
    let sum = weights[row] ?? 0;
    for (let k = 0; k < row; k++) sum -= cell(row, k) * (weights[k] ?? 0);
    weights[row] = sum / cell(row, row);
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = weights[row] ?? 0;
    for (let k = row + 1; k < size; k++) sum -= cell(k, row) * (weights[k] ?? 0);
    weights[row] = sum / cell(row, row);
  }
  return weights;
}
