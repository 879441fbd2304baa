import type { Trace } from '@libs/runtime';
import { headers, type MsgHdrs } from '@nats-io/transport-node';

/** Who asks, as the gateway verified it. */
export interface Caller {
  readonly tenantId: string;
  /** `user:<id>`, `api_key:<id>` or `agent:<agent>` */
  readonly actor: string;
  /** What people call them. */
  readonly name: string;
  readonly roles: readonly string[];
  /** What they may do; agents decide by these, never by the names of roles. */
  readonly permissions: readonly string[];
}

const PREFIX = 'Millwright-';

/** Puts caller and trace into a request's headers. */
export function callerHeaders(caller: Caller, trace: Trace, idempotencyKey?: string): MsgHdrs {
  const result = headers();
  result.set(`${PREFIX}Tenant`, caller.tenantId);
  result.set(`${PREFIX}Actor`, caller.actor);
  result.set(`${PREFIX}Name`, encodeURIComponent(caller.name));
  result.set(`${PREFIX}Roles`, caller.roles.join(','));
  result.set(`${PREFIX}Permissions`, caller.permissions.join(','));
  result.set(`${PREFIX}Correlation`, trace.correlationId);
  if (trace.causationId) result.set(`${PREFIX}Causation`, trace.causationId);
  result.set('traceparent', trace.traceparent);
  if (idempotencyKey) result.set('Idempotency-Key', encodeURIComponent(idempotencyKey));
  return result;
}

const list = (text: string): string[] => text.split(',').filter(Boolean);

/** Text that was never encoded stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads caller and trace back; what NATS permissions let nobody else send is believed. */
export function readCaller(source: MsgHdrs | undefined): {
  caller: Caller;
  trace: Trace;
  idempotencyKey?: string;
} {
  const get = (name: string): string => source?.get(name) ?? '';
  const key = decoded(get('Idempotency-Key'));
  const causationId = get(`${PREFIX}Causation`);
  const actor = get(`${PREFIX}Actor`);
  return {
    caller: {
      tenantId: get(`${PREFIX}Tenant`),
      actor,
      name: decoded(get(`${PREFIX}Name`)),
      roles: list(get(`${PREFIX}Roles`)),
      permissions: list(get(`${PREFIX}Permissions`)),
    },
    trace: {
      correlationId: get(`${PREFIX}Correlation`),
      actor,
      traceparent: get('traceparent'),
      ...(causationId && { causationId }),
    },
    ...(key && { idempotencyKey: key }),
  };
}
