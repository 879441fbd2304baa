import { draft, type ContractClass, type EventDraft, type LocationView } from '@libs/contracts';

type LocationFields = Omit<LocationView, 'id'> & { locationId: string };

/** An event of a location with all of it as it is now. */
export function toldOf<T extends LocationFields>(
  contract: ContractClass<T>,
  { id: locationId, ...state }: LocationView,
): EventDraft {
  return draft(contract, { ...state, locationId } as T, { subject: `location/${locationId}` });
}
