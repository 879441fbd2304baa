import { EventContract } from '../envelope/event-contract.js';
import { CommandContract, QueryContract } from '../envelope/request-contract.js';
import { Choice, FreeForm, Instant, Text, Uuid } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';
import { SIGNATURE_MEANINGS, type SignatureMeaning } from '../words.js';
import { WorkOrderStep } from './work-order-steps.requests.js';
import { WorkOrderEvent } from './work-order.events.js';

const SHA_256 = /^[0-9a-f]{64}$/;

/** Who stood for work, in which meaning, and for what exactly; it is never changed. */
export class WorkOrderSignatureView {
  @Uuid() id!: string;
  @Uuid() workOrderId!: string;
  @Choice(SIGNATURE_MEANINGS) meaning!: SignatureMeaning;
  @Text({ max: 120 }) by!: string;
  @Text({ max: 120 }) actor!: string;
  @Instant() at!: string;
  @Text({
    max: 64,
    pattern: SHA_256,
    description: 'SHA-256 of the JSON of `content`, its keys in order',
  })
  hash!: string;
  @FreeForm({ description: 'What was signed: the work, its tasks with their results, its parts' })
  content!: object;
}

/** Signs work that is under way, as it stands; from then on its tasks and parts stay as they are. */
@CommandContract('maintenance.sign-work-order')
export class SignWorkOrder extends WorkOrderStep {
  @Choice(SIGNATURE_MEANINGS) meaning!: SignatureMeaning;
}

/** Asks who signed a work order, newest first. */
@QueryContract('maintenance.list-work-order-signatures')
export class ListWorkOrderSignatures extends PageRequest<WorkOrderSignatureView> {
  @Uuid() workOrderId!: string;
}

/** Somebody stood for the work as it was. */
@EventContract('maintenance.work_order.signed.v1')
export class WorkOrderSigned extends WorkOrderEvent {
  @Uuid() signatureId!: string;
  @Choice(SIGNATURE_MEANINGS) meaning!: SignatureMeaning;
  @Text({ max: 64, pattern: SHA_256 }) hash!: string;
  @Text({ max: 120 }) signedBy!: string;
}
