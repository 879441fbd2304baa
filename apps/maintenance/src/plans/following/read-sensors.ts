import { Injectable } from '@nestjs/common';
import { ListLatestValues, type LatestValueView } from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';
import { RequestClient } from '@libs/messaging';
import { hearNews } from '../domain/conditions.js';
import { laterReading, meterReading, type MeterReading } from '../domain/meter-reading.js';
import type { PlanWords } from '../domain/plan-at-equipment.js';
import type { Workbook } from '../domain/workbook.js';
import { PlannedEquipmentRepository } from '../persistence/planned-equipment.repository.js';

export const needsSensors = ({ triggers }: PlanWords): boolean =>
  triggers.some(({ kind }) => kind === 'meter' || kind === 'condition');

/** Learns what sensors show for the plans that go by them. */
@Injectable()
export class ReadSensors {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly requests: RequestClient,
    private readonly planned: PlannedEquipmentRepository,
  ) {}

  /** Asked outside of any transaction; without an answer the plans go by what was known. */
  async ask(tenantId: string, equipmentId: string): Promise<readonly LatestValueView[]> {
    const plans = await this.unitOfWork.run(tenantId, (tx) =>
      this.planned.plansAt(equipmentId, tx),
    );
    const live = plans.filter(({ status, included }) => status === 'active' && included);
    if (!live.some(({ definition }) => needsSensors(definition))) return [];
    const name = 'maintenance';
    const caller = { tenantId, actor: 'agent:maintenance', name, roles: [], permissions: [] };
    return this.requests.ask(ListLatestValues, { equipmentId }, caller).catch(() => []);
  }

  /** Takes what sensors show into the plans, and answers what meters have counted by now. */
  async note(
    book: Workbook,
    shown: readonly LatestValueView[],
    tx: Transaction,
  ): Promise<Record<string, MeterReading>> {
    const meters = { ...book.facts.meters };
    for (const { key, sensorId, value, quality, measuredAt } of shown) {
      if (quality === 'bad') continue;
      const at = Date.parse(measuredAt);
      const news = { kind: 'value', sensorKey: key, value } as const;
      for (const plan of book.plans) {
        plan.standing = hearNews(plan.standing, plan.definition, news, at);
      }
      if (!book.plans.some(({ definition }) => countsBy(definition, key))) continue;
      const epochs = await this.planned.epochsOf(sensorId, tx);
      meters[key] = laterReading(meters[key], meterReading({ value, measuredAt: at }, epochs));
    }
    return meters;
  }
}

const countsBy = ({ triggers }: PlanWords, key: string): boolean =>
  triggers.some(({ kind, sensorKey }) => kind === 'meter' && sensorKey === key);
