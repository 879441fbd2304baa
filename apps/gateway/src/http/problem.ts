import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { ContractBroken, isServiceFault, Refusal, type FieldFault } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { pathOf, type HttpReply, type HttpRequest } from './request.js';

/** Why a request got no answer. */
export interface Fault {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly FieldFault[];
  readonly allowed?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request ends here, for a reason that its sender can understand. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';

  constructor(readonly fault: Fault) {
    super(fault.detail);
  }
}

/** The media type of a problem document. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
const RETRY_SECONDS = '5';
const UNAVAILABLE: Fault = {
  status: 503,
  title: 'Not available',
  detail: 'Something this needs is not there now; try again shortly.',
};
/** What is told of a fault of our own: nothing that helps an attacker. */
export const INTERNAL: Fault = {
  status: 500,
  title: 'Internal error',
  detail: 'This is our fault; the log has the details.',
};

function plain(status: number, detail: string): Fault {
  return { status, title: STATUS_CODES[status] ?? 'Refused', detail };
}

/** The status that Fastify gave an error of its own, when it is the sender's fault. */
function clientStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const { statusCode } = error;
  const sendersFault = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  return sendersFault ? statusCode : undefined;
}

/** What an error means to the one who asked. */
export function faultOf(error: unknown): Fault {
  if (error instanceof HttpProblem) return error.fault;
  if (error instanceof Refusal) return error.problem;
  if (error instanceof ContractBroken) return Refusal.invalid(error.faults).problem;
  if (error instanceof HttpException) {
    return error.getStatus() < 500 ? plain(error.getStatus(), error.message) : INTERNAL;
  }
  const status = clientStatus(error);
  if (status !== undefined && error instanceof Error) return plain(status, error.message);
  return isServiceFault(error) ? UNAVAILABLE : INTERNAL;
}

/** The problem document of RFC 9457 for a fault, with the fields of the envelope. */
export function problemOf(fault: Fault, instance: string, correlationId: string): object {
  const { headers: _, ...told } = fault;
  const slug = fault.title.toLowerCase().replace(/[^a-z]+/g, '-');
  return {
    type: `urn:millwright:problem:${slug}`,
    ...told,
    instance,
    correlationId,
    success: false,
    error: { code: slug, message: fault.detail },
    timestamp: new Date().toISOString(),
  };
}

/** Answers with a problem document. */
export function sendProblem(request: HttpRequest, reply: HttpReply, fault: Fault): void {
  const correlationId = request.trace?.correlationId ?? uuidv7();
  void reply
    .status(fault.status)
    .headers({
      'X-Correlation-Id': correlationId,
      ...(fault.status === 503 && { 'Retry-After': RETRY_SECONDS }),
      ...fault.headers,
    })
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problemOf(fault, pathOf(request), correlationId)));
}
