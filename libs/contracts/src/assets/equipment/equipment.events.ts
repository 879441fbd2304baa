import { EventContract } from '../../envelope/event-contract.js';
import { Choice, ListOf, Text, Uuid } from '../../fields/kinds.js';
import {
  HISTORY_KINDS,
  STATE_SOURCES,
  type HistoryKind,
  type StateSource,
} from './equipment-states.js';
import { EquipmentEvent } from './equipment-state.js';

/** What a piece of equipment is was changed; tells all of it as it is now. */
@EventContract('assets.equipment.changed.v1')
export class EquipmentChanged extends EquipmentEvent {}

/** One facet that went from one word to another. */
export class FacetChange {
  @Choice(HISTORY_KINDS) kind!: HistoryKind;
  @Text({ max: 200, optional: true }) from?: string;
  @Text({ max: 200, optional: true }) to?: string;
}

/** How a piece of equipment is was changed. */
@EventContract('assets.equipment.state_changed.v1')
export class EquipmentStateChanged extends EquipmentEvent {
  @ListOf(() => FacetChange, { max: 10 }) changes!: FacetChange[];
  @Text({ max: 50, optional: true, description: 'The status word that was written' })
  word?: string;
  @Text({ max: 1000, optional: true }) reason?: string;
  @Choice(STATE_SOURCES, { optional: true, default: 'person' }) source?: StateSource;
}

/** A piece of equipment stands elsewhere now. */
@EventContract('assets.equipment.moved.v1')
export class EquipmentMoved extends EquipmentEvent {
  @Uuid({ optional: true }) previousLocationId?: string;
}

/** A piece of equipment left the registry's lists; what is known of it is kept. */
@EventContract('assets.equipment.removed.v1')
export class EquipmentRemoved extends EquipmentEvent {}
