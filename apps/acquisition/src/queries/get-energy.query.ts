import { GetEnergy, type EnergyStretch, type MeteredEnergy } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { conversion, type Convert } from '@libs/units';
import { AcquisitionConfig } from '../acquisition.config.js';
import { countedBetween } from '../domain/counted.js';
import { MeterRepository, type Meter } from '../persistence/meter.repository.js';

const MS_PER_HOUR = 3_600_000;

/** A sensor that tells of energy, and how what it tells becomes kWh or kW. */
interface EnergyMeter extends Meter {
  readonly convert: Convert;
}

@Answers(GetEnergy)
export class GetEnergyHandler implements RequestHandler<GetEnergy> {
  constructor(
    private readonly meters: MeterRepository,
    private readonly config: AcquisitionConfig,
  ) {}

  async execute({ request, tx }: Call<GetEnergy>): Promise<Answer<GetEnergy>> {
    const ids = [...new Set(request.stretches.map(({ equipmentId }) => equipmentId))];
    const sensors = await this.meters.countersAndGauges(ids, tx);
    const meters = (await Promise.all(sensors.map(asMeter))).flat();
    const reply = [];
    for (const stretch of request.stretches) {
      const here = meters.filter(({ equipmentId }) => equipmentId === stretch.equipmentId);
      if (here.length > 0) reply.push({ stretch, meters: await this.usedBy(here, stretch, tx) });
    }
    return { reply };
  }

  /** Power counts only where no counter tells of the same time. */
  private async usedBy(
    meters: readonly EnergyMeter[],
    stretch: EnergyStretch,
    tx: Transaction,
  ): Promise<MeteredEnergy[]> {
    const told: MeteredEnergy[] = [];
    for (const meter of meters) {
      if (meter.kind === 'counter') told.push(await this.counted(meter, stretch, tx));
    }
    if (told.some(({ kwh }) => kwh !== null)) return told;
    for (const meter of meters) {
      if (meter.kind === 'gauge') told.push(await this.integrated(meter, stretch, tx));
    }
    return told;
  }

  private async counted(
    { id: sensorId, convert }: EnergyMeter,
    stretch: EnergyStretch,
    tx: Transaction,
  ): Promise<MeteredEnergy> {
    const epochs = await this.meters.epochsOf(sensorId, tx);
    const { amount, ...how } = countedBetween(
      await this.meters.marksIn(sensorId, stretch, tx),
      epochs,
    );
    const kwh = amount === null ? null : convert(amount);
    return { sensorId, source: 'counter', kwh, ...how, silentMs: 0 };
  }

  private async integrated(
    { id: sensorId, convert, expectedPeriodMs }: EnergyMeter,
    stretch: EnergyStretch,
    tx: Transaction,
  ): Promise<MeteredEnergy> {
    const { config } = this;
    const periodMs = Math.max(
      expectedPeriodMs ?? config.connectivityUsualPeriodMs,
      config.connectivityShortestPeriodMs,
    );
    // A sensor that is stale says nothing of now.
    const holdMs = periodMs * config.connectivityStaleAfterPeriods;
    const { amountMs, coveredMs } = await this.meters.integrate(sensorId, stretch, holdMs, tx);
    const kwh = amountMs === null ? null : convert(amountMs) / MS_PER_HOUR;
    const silentMs = Math.round(Date.parse(stretch.to) - Date.parse(stretch.from) - coveredMs);
    return { sensorId, source: 'power', kwh, interpolated: 0, nearest: 0, falls: 0, silentMs };
  }
}

async function asMeter(sensor: Meter): Promise<EnergyMeter[]> {
  const convert = await conversion(sensor.unit, sensor.kind === 'counter' ? 'kW.h' : 'kW');
  return convert ? [{ ...sensor, convert }] : [];
}
