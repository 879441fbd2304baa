import { OmitType } from '@nestjs/swagger';
import {
  EnterState,
  PageRequest,
  RecordProduction,
  SetCostRates,
  type StateEntryView,
} from '@libs/contracts';

/** What a piece of equipment does or did; it stands in the path. */
export class EnterStateBody extends OmitType(EnterState, ['equipmentId'] as const) {}

/** What a piece of equipment made and used. */
export class RecordProductionBody extends OmitType(RecordProduction, ['equipmentId'] as const) {}

/** What an hour costs. */
export class SetCostRatesBody extends OmitType(SetCostRates, ['equipmentId'] as const) {}

/** Which entries to list. */
export class ListEquipmentStates extends PageRequest<StateEntryView> {}
