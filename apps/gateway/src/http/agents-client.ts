import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import type { ContractClass, FieldsOf, Page, ReplyOf, Request, Stretch } from '@libs/contracts';
import { ContractBroken, RequestClient, type Caller } from '@libs/messaging';
import { listAnswer, PageAnswer, type ListAnswer } from './envelope.js';
import { headerOf, principalOf, type HttpRequest } from './request.js';

const LONGEST_KEY = 200;

/** In whose name an agent is asked, and under which key. */
export interface Asking {
  readonly caller: Caller;
  readonly idempotencyKey?: string;
}

function askingOf(request: HttpRequest): Asking {
  const { caller } = principalOf(request);
  const key = request.method === 'POST' ? headerOf(request, 'idempotency-key') : undefined;
  if (key === undefined) return { caller };
  if (key === '' || key.length > LONGEST_KEY) {
    const message = `must have 1 to ${LONGEST_KEY} characters`;
    throw new ContractBroken('header', [{ field: 'Idempotency-Key', message }]);
  }
  return { caller, idempotencyKey: key };
}

/** Hands a route in whose name it asks. */
export const InTheNameOf = createParamDecorator((_: unknown, context: ExecutionContext) =>
  askingOf(context.switchToHttp().getRequest<HttpRequest>()),
);

interface Window {
  page?: number;
  pageSize?: number;
}

/** The agents behind the gateway. */
@Injectable()
export class AgentsClient {
  constructor(private readonly requests: RequestClient) {}

  ask<R extends Request<unknown>>(
    contract: ContractClass<R>,
    request: FieldsOf<R>,
    { caller, idempotencyKey }: Asking,
  ): Promise<ReplyOf<R>> {
    return this.requests.ask(contract, request, caller, {
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
  }

  /** Asks for one page, and answers it with its window. */
  async page<T, R extends Request<Page<T>> & Window>(
    contract: ContractClass<R>,
    request: FieldsOf<R>,
    asking: Asking,
  ): Promise<PageAnswer> {
    const { items, totalCount } = (await this.ask(contract, request, asking)) as Page<T>;
    return PageAnswer.of(items, totalCount, request as Window);
  }

  /** Asks for one page of a list or, with a cursor, for the stretch after it. */
  async list<T, R extends Request<Page<T> | Stretch<T>> & Window>(
    contract: ContractClass<R>,
    request: FieldsOf<R>,
    asking: Asking,
  ): Promise<ListAnswer> {
    const part = (await this.ask(contract, request, asking)) as Page<T> | Stretch<T>;
    return listAnswer(part, request as Window);
  }
}
