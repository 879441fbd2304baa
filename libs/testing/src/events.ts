import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  eventContractOf,
  eventSubject,
  type CloudEvent,
  type ContractClass,
} from '@libs/contracts';
import { v7 as uuidv7 } from 'uuid';

/** An event with its whole envelope, as its producing agent would publish it. */
export function aCloudEvent<T extends object>(
  contract: ContractClass<T>,
  data: T,
  about: { tenantId: string; correlationId?: string },
): CloudEvent<T> {
  const { type, agent } = eventContractOf(contract);
  return {
    specversion: '1.0',
    id: uuidv7(),
    source: `/agents/${agent}`,
    type,
    ...('equipmentId' in data && { subject: `equipment/${String(data.equipmentId)}` }),
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    tenantid: about.tenantId,
    correlationid: about.correlationId ?? uuidv7(),
    actor: `agent:${agent}`,
    data,
  };
}

/** Publishes an event on its subject; the same event again is stored again, as a redelivery. */
export async function publishEvent(producer: NatsConnection, event: CloudEvent): Promise<void> {
  const subject = eventSubject(event.type, event.tenantid);
  await jetstream(producer).publish(subject, JSON.stringify(event));
}
