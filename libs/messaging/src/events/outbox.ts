import { Injectable } from '@nestjs/common';
import {
  agentRow,
  eventClass,
  eventContractOf,
  eventSubject,
  type CloudEvent,
  type EventDraft,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { AgentIdentity, currentTrace, nextTraceparent, type Trace } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import { assertValid } from '../validation.js';

/** An agent wants to publish what the topology does not let it. */
export class UndeclaredEvent extends Error {
  override readonly name = 'UndeclaredEvent';
}

function subjectOf(data: object): string | undefined {
  return 'equipmentId' in data ? `equipment/${String(data.equipmentId)}` : undefined;
}

/** Keeps what is to be published in the transaction that decided it. */
@Injectable()
export class Outbox {
  private readonly declared: ReadonlySet<string>;
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly identity: AgentIdentity) {
    const { publishes } = agentRow(identity.agent);
    this.declared = new Set(publishes.map((contract) => eventContractOf(contract).type));
  }

  /** Calls back when there may be something to publish. */
  onAdded(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Adds events to the transaction; answers them as they will be published. */
  async add(tx: Transaction, drafts: readonly EventDraft[]): Promise<CloudEvent[]> {
    const events = drafts.map((draft) => this.complete(draft, tx.tenantId));
    await this.addRows(
      tx,
      events.map((event) => ({
        eventId: event.id,
        subject: eventSubject(event.type, tx.tenantId),
        body: JSON.stringify(event),
      })),
    );
    return events;
  }

  /** Adds messages whose subject and body are made by the caller. */
  async addRows(
    tx: Transaction,
    rows: readonly { eventId: string; subject: string; body: string }[],
  ): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `INSERT INTO outbox (tenant_id, event_id, subject, body)
       SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[])`,
      [
        tx.tenantId,
        rows.map((row) => row.eventId),
        rows.map((row) => row.subject),
        rows.map((row) => row.body),
      ],
    );
  }

  /** Whether more than so many events of the tenant wait to be published. */
  async isBehind(tx: Transaction, count: number): Promise<boolean> {
    const rows = await tx.query(
      'SELECT 1 FROM outbox WHERE tenant_id = $1 AND published_at IS NULL OFFSET $2 LIMIT 1',
      [tx.tenantId, count],
    );
    return rows.length > 0;
  }

  /** Tells the relay to look now; to be called after the commit. */
  wake(): void {
    for (const listener of this.listeners) listener();
  }

  /** A draft with its identity, tenant and trace. */
  complete(draft: EventDraft, tenantId: string): CloudEvent {
    const contract = eventClass(draft.type);
    if (!contract || !this.declared.has(draft.type)) {
      throw new UndeclaredEvent(`${this.identity.agent} does not declare ${draft.type}`);
    }
    assertValid(contract, draft.data, draft.type);
    const trace: Partial<Trace> = currentTrace() ?? {};
    const subject = draft.subject ?? subjectOf(draft.data);
    const causationId = draft.causationId ?? trace.causationId;
    return {
      specversion: '1.0',
      id: draft.id ?? uuidv7(),
      source: `/agents/${this.identity.agent}`,
      type: draft.type,
      ...(subject && { subject }),
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      tenantid: tenantId,
      correlationid: draft.correlationId ?? trace.correlationId ?? uuidv7(),
      ...(causationId && { causationid: causationId }),
      actor: trace.actor ?? `agent:${this.identity.agent}`,
      traceparent: nextTraceparent(trace.traceparent),
      data: draft.data,
    };
  }
}
