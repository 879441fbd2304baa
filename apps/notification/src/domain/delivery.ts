import type { Channel, Severity } from '@libs/contracts';

/** A notification whose time has come. */
export interface DueDelivery {
  readonly tenantId: string;
  readonly id: string;
  readonly attempt: number;
  readonly correlationId: string;
  readonly causationId: string;
  readonly label: string;
}

/** A notification claimed for one attempt; nobody else makes this attempt. */
export interface Delivery {
  readonly id: string;
  readonly contactId: string;
  readonly recipient: string;
  readonly channel: Channel;
  readonly address: string;
  /** Key of a webhook's signatures, sealed. */
  readonly secret: string | null;
  /** Whether the contact still wants to be told. */
  readonly wanted: boolean;
  /** Counts this one. */
  readonly attempts: number;
  readonly title: string;
  readonly body: string;
  readonly severity: Severity;
  readonly aboutType: string;
  readonly aboutEventId: string;
  readonly equipmentId: string | null;
  readonly workOrderId: string | null;
  readonly workOrderNumber: string | null;
  readonly correlationId: string;
  readonly createdAt: Date;
}
