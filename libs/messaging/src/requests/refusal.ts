import type { FieldFault } from '../validation.js';

/** Why a request is not carried out, in the words of RFC 9457. */
export interface Problem {
  readonly status: 400 | 403 | 404 | 409 | 412 | 422 | 503;
  readonly title: string;
  readonly detail: string;
  /** Fields at fault. */
  readonly errors?: readonly FieldFault[];
  /** What would be allowed instead. */
  readonly allowed?: readonly string[];
}

/** What a problem document holds at most; whoever sends thousands of faults needs no more to begin with. */
const MOST_ERRORS = 100;
const LONGEST_FIELD = 200;
const LONGEST_MESSAGE = 10_000;
const LONGEST_DETAIL = 2000;

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

/** A request is refused for a reason its sender can understand. Undoes the transaction. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  static notFound(what: string, id: string): Refusal {
    return new Refusal({ status: 404, title: 'Not found', detail: `There is no ${what} ${id}.` });
  }

  static conflict(detail: string, allowed?: readonly string[]): Refusal {
    return new Refusal({
      status: 409,
      title: 'Conflict',
      detail,
      ...(allowed && { allowed }),
    });
  }

  static invalid(faults: readonly FieldFault[]): Refusal {
    const errors = faults.slice(0, MOST_ERRORS).map(({ field, message }) => ({
      field: cut(field, LONGEST_FIELD),
      message: cut(message, LONGEST_MESSAGE),
    }));
    return new Refusal({
      status: 422,
      title: 'Contract broken',
      detail: cut(errors.map(({ message }) => message).join('; '), LONGEST_DETAIL),
      errors,
    });
  }

  static stale(what: string, current: number): Refusal {
    return new Refusal({
      status: 412,
      title: 'Stale version',
      detail: `The ${what} has changed since: its version is ${current}.`,
    });
  }
}
