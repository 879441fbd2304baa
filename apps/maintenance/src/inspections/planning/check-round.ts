import { Injectable } from '@nestjs/common';
import { GetLocation, type InspectionRoundFields } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, RequestClient, type Caller } from '@libs/messaging';
import { KnowEquipment } from '../../life-cycle/know-equipment.js';
import type { InspectionRound } from '../../persistence/inspections/round.entity.js';
import { UsableTemplate } from '../usable-template.js';
import { faultOfRecurrence } from './recurrence.js';

/** What a person decides about a round. */
export type RoundDecision = Pick<
  InspectionRound,
  | 'name'
  | 'templateId'
  | 'equipmentIds'
  | 'locationId'
  | 'rrule'
  | 'startsAt'
  | 'timeZone'
  | 'windowMinutes'
  | 'leadDays'
  | 'team'
  | 'catchUp'
>;

/** Throws when a round cannot be walked as it is stated. */
@Injectable()
export class CheckRound {
  constructor(
    private readonly templates: UsableTemplate,
    private readonly equipment: KnowEquipment,
    private readonly requests: RequestClient,
  ) {}

  async check(
    fields: InspectionRoundFields,
    caller: Caller,
    tx: Transaction,
  ): Promise<RoundDecision> {
    const decided = decisionOf(fields);
    const fault = faultOfRecurrence(decided);
    if (fault) throw Refusal.invalid([fault]);
    const { equipmentIds, locationId } = decided;
    if (equipmentIds.length > 0 === (locationId !== null)) {
      const message = 'a round needs either equipmentIds or locationId';
      throw Refusal.invalid([{ field: 'equipmentIds', message }]);
    }
    await this.templates.get(decided.templateId, tx);
    for (const equipmentId of equipmentIds) await this.equipment.know(equipmentId, caller, tx);
    if (locationId !== null) await this.requests.ask(GetLocation, { locationId }, caller);
    return decided;
  }
}

const decisionOf = (fields: InspectionRoundFields): RoundDecision => ({
  name: fields.name,
  templateId: fields.templateId,
  equipmentIds: [...new Set(fields.equipmentIds ?? [])],
  locationId: fields.locationId ?? null,
  rrule: fields.rrule,
  startsAt: fields.startsAt,
  timeZone: fields.timeZone ?? 'UTC',
  windowMinutes: fields.windowMinutes,
  leadDays: fields.leadDays ?? 7,
  team: fields.team ?? null,
  catchUp: fields.catchUp ?? 'create_one',
});
