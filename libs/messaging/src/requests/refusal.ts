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

  static invalid(errors: readonly FieldFault[]): Refusal {
    return new Refusal({
      status: 422,
      title: 'Contract broken',
      detail: errors.map((fault) => fault.message).join('; '),
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
