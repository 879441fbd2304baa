/** A part that work needs more of than it was promised, and when more of it come. */
export interface MissingPart {
  readonly number: string;
  readonly unit: string;
  readonly quantity: string;
  readonly expectedAt: Date;
}

/** What stands against beginning work at an instant while parts are missing, each a sentence. */
export const missingPartObstacles = (
  missing: readonly MissingPart[],
  startAt: Date,
): readonly string[] =>
  missing
    .filter(({ expectedAt }) => expectedAt > startAt)
    .map(({ number, unit, quantity, expectedAt }) => {
      const comes = expectedAt.toISOString();
      return `${quantity} ${unit} of ${number} are missing and come at ${comes} only.`;
    });
