import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { EventContract } from '../envelope/event-contract.js';
import { Choice, Flag, Instant, ListOf, Text, TextList, Uuid } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';

/** Words parted by dots, each below the one before it: `ELEC.MOTOR`. */
export const REASON_CODE = /^[A-Z0-9_-]{1,20}(\.[A-Z0-9_-]{1,20}){0,4}$/;
const code = { max: 104, pattern: REASON_CODE, example: 'ELEC.MOTOR' } as const;

/** Why a machine may stand; its code places it in the tree. */
export class DowntimeReason {
  @Text(code) code!: string;
  @Text({ max: 200, example: 'Motor' }) name!: string;
  @Text({ max: 200, optional: true, example: 'المحرك' }) nameAr?: string;
}

/** A reason of the tree; one that is archived stays with what was said by it. */
export class DowntimeReasonView extends DowntimeReason {
  @Flag() archived!: boolean;
}

/** Asks for the tree of reasons, in the order of their codes. */
@QueryContract('analytics.list-downtime-reasons')
export class ListDowntimeReasons extends Request<DowntimeReasonView[]> {
  @Choice(['true', 'false'], {
    optional: true,
    default: 'false',
    description: 'Also archived ones',
  })
  archived?: string;
}

/** Sets the tree of reasons; what is left out is archived, never deleted. */
@CommandContract('analytics.set-downtime-reasons')
export class SetDowntimeReasons extends Request<DowntimeReasonView[]> {
  @ListOf(() => DowntimeReason, { max: 1000 }) reasons!: DowntimeReason[];
}

/** The tree of reasons for standstills was set. */
@EventContract('analytics.downtime_reasons.set.v1')
export class DowntimeReasonsSet {
  @ListOf(() => DowntimeReason, { max: 1000 }) reasons!: DowntimeReason[];
  @TextList({ max: 1000 }) archived!: string[];
}

/** A stop of which nobody has said why. */
export class UnqualifiedStop {
  @Uuid() equipmentId!: string;
  @Text({ max: 50, nullable: true }) code!: string | null;
  @Instant() from!: string;
  @Instant({ nullable: true, description: 'Null: it goes on' }) to!: string | null;
}

/** Asks for stops of which nobody has said why, the newest first. */
@QueryContract('analytics.list-unqualified-stops')
export class ListUnqualifiedStops extends PageRequest<UnqualifiedStop> {
  @Uuid({ optional: true }) equipmentId?: string;
  @Instant({ optional: true, description: 'That went on after this instant' }) from?: string;
  @Instant({ optional: true, description: 'That began before this instant' }) to?: string;
}
