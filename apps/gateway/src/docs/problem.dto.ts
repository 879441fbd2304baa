import { ListOf, Flag, Instant, Nested, Text, TextList, Uuid, Whole } from '@libs/contracts';

/** Where in a list a page lies. */
export class Pagination {
  @Whole({ min: 1 }) page!: number;
  @Whole({ min: 1, max: 100 }) page_size!: number;
  @Whole() total_pages!: number;
  @Whole() total_count!: number;
  @Flag() has_next!: boolean;
  @Flag() has_previous!: boolean;
}

/** Where a list that is walked by cursor goes on. */
export class StretchPagination {
  @Whole({ min: 1, max: 1000 }) page_size!: number;
  @Flag() has_next!: boolean;
  @Text({ max: 2000, nullable: true, description: 'The cursor to go on with; null at the end' })
  next_cursor!: string | null;
}

/** A field that does not keep its contract. */
export class ProblemField {
  @Text({ min: 0, max: 200, example: 'code', description: 'Empty: the whole of it' })
  field!: string;
  @Text({ max: 10_000 }) message!: string;
}

/** The same in short. */
export class ProblemSummary {
  @Text({ max: 200, example: 'not-found', description: 'The end of the type' }) code!: string;
  @Text({ max: 2000, description: 'The same as detail' }) message!: string;
}

/** Why a request was not carried out (RFC 9457). */
export class ProblemDocument {
  @Text({ max: 200, example: 'urn:millwright:problem:not-found' }) type!: string;
  @Text({ max: 200, example: 'Not found' }) title!: string;
  @Whole({ min: 400, max: 599, example: 404 }) status!: number;
  @Text({ max: 2000 }) detail!: string;
  @Text({ max: 2000, description: 'The path asked for' }) instance!: string;
  @ListOf(() => ProblemField, { max: 100, optional: true }) errors?: ProblemField[];
  @TextList({ max: 20, optional: true, description: 'What would be allowed' }) allowed?: string[];
  @Uuid() correlationId!: string;
  @Flag({ description: 'Always false' }) success!: boolean;
  @Nested(() => ProblemSummary) error!: ProblemSummary;
  @Instant() timestamp!: string;
}
