const shownErrors = 20;

/** Tells the first faulty rows by their line and counts the others: a broken file must not drown the terminal. */
export class RowErrors {
  private errors = 0;

  constructor(private readonly print: (line: string) => void) {}

  get count(): number {
    return this.errors;
  }

  readonly add = (line: number, reason: string): void => {
    this.errors += 1;
    if (this.errors <= shownErrors) this.print(`line ${line}: ${reason}`);
    if (this.errors === shownErrors) this.print('further faulty rows are only counted');
  };
}
