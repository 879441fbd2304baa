import { ExportSensors } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { tablePart } from '../../exports/table-part.js';
import { assertMay } from '../../imports/may.js';
import { ExportRepository } from '../../persistence/exports/export.repository.js';
import { SensorRepository, sensorView } from '../../persistence/sensors/sensor.repository.js';

@Answers(ExportSensors)
export class ExportSensorsHandler implements RequestHandler<ExportSensors> {
  constructor(
    private readonly exports: ExportRepository,
    private readonly sensors: SensorRepository,
  ) {}

  async execute({ request, caller, tx }: Call<ExportSensors>): Promise<Answer<ExportSensors>> {
    assertMay(caller, 'sensors.read');
    const found = await this.exports.sensors(request, tx);
    const ids = found.map(({ id }) => id);
    const rows = await this.sensors.findAll(ids, tx);
    const byId = new Map(rows.map((row) => [row.id, sensorView(row)]));
    const reply = tablePart('sensors', found, ({ id, parentCode }) => {
      const { equipmentId: _equipmentId, ...view } = byId.get(id) ?? {};
      return { ...view, equipmentCode: parentCode };
    });
    return { reply };
  }
}
