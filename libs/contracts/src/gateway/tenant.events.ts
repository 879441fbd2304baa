import { EventContract } from '../envelope/event-contract.js';
import { Text } from '../fields/kinds.js';

/** A plant with users, equipment and data of its own came to be. */
@EventContract('gateway.tenant.added.v1')
export class TenantAdded {
  @Text({ max: 60, example: 'default' }) code!: string;
  @Text({ max: 200 }) name!: string;
}
