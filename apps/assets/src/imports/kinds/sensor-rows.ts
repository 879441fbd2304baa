import { Injectable } from '@nestjs/common';
import {
  ChangeSensor,
  RegisterSensor,
  SensorRegistered,
  SensorRow,
  unitCodeOf,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { readAs, type Caller } from '@libs/messaging';
import type { ReadRow } from '../../domain/import.js';
import { EquipmentRepository } from '../../persistence/equipment/equipment.repository.js';
import type { Sensor } from '../../persistence/sensors/sensor.entity.js';
import { SensorRepository } from '../../persistence/sensors/sensor.repository.js';
import { EditSensor } from '../../sensors/edit-sensor.js';
import { NewSensor } from '../../sensors/new-sensor.js';
import { sensorChanges } from '../../sensors/sensor-changes.js';
import { toldOf } from '../../sensors/sensor-told.js';
import {
  editWritten,
  refuseField,
  sorted,
  takenApart,
  textsIn,
  withoutNulls,
} from './rows-of-kind.js';
import type { RowsOfKind, Sorted, WorkOf, Written } from './rows-of-kind.js';

type Work = WorkOf<RegisterSensor, ChangeSensor>;

@Injectable()
export class SensorRows implements RowsOfKind<Work> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly sensors: SensorRepository,
    private readonly newSensor: NewSensor,
    private readonly editing: EditSensor,
  ) {}

  async sort(rows: readonly ReadRow[], _caller: Caller, tx: Transaction): Promise<Sorted<Work>[]> {
    const found = await this.sensors.findByCodes(textsIn(rows, 'code'), tx);
    const sensors = new Map(found.map((each) => [each.code, each]));
    const equipment = await this.equipment.idsByCode(textsIn(rows, 'equipmentCode'), tx);
    return rows.map((row) => sorted(row, () => sortRow(row, sensors, equipment)));
  }

  async write(works: readonly Work[], _caller: Caller, tx: Transaction): Promise<Written[]> {
    const { news, edits } = takenApart(works);
    const written: Written[] = (await this.newSensor.addAll(news, tx)).map((row) => {
      return { kind: 'created', events: [toldOf(SensorRegistered, row)] };
    });
    return [...written, ...(await this.editing.editAll(edits, tx)).map(editWritten)];
  }
}

function sortRow(
  row: ReadRow,
  sensors: ReadonlyMap<string, Sensor>,
  equipment: ReadonlyMap<string, string>,
): Sorted<Work> {
  const { equipmentCode, ...rest } = readAs(SensorRow, row.fields, 'row', 'refuse');
  const equipmentId = equipmentCode === undefined ? rest.equipmentId : equipment.get(equipmentCode);
  if (equipmentCode !== undefined && equipmentId === undefined) {
    refuseField('equipmentCode', `There is no equipment with the code ${equipmentCode}.`);
  }
  const before = sensors.get(rest.code);
  if (!before) {
    const whole = withoutNulls({ ...rest, equipmentId });
    const asked = readAs(RegisterSensor, whole, 'row', 'refuse');
    return { kind: 'ready', row, work: { kind: 'new', asked } };
  }
  const { code: _code, key, equipmentId: _equipmentId, ...patch } = rest;
  if (before.retiredAt) refuseField('code', 'The sensor is retired.');
  if (key !== undefined && key !== before.key) {
    refuseField('key', `The key of a sensor stays what it is: ${before.key}.`);
  }
  if (equipmentId !== undefined && equipmentId !== before.equipmentId) {
    refuseField('equipmentCode', 'A sensor stays on its equipment.');
  }
  const asked = readAs(ChangeSensor, { ...patch, sensorId: before.id }, 'row', 'refuse');
  const unit = asked.unit === undefined ? undefined : unitCodeOf(asked.unit);
  if (Object.keys(sensorChanges(before, asked, unit)).length === 0)
    return { kind: 'unchanged', row };
  return { kind: 'ready', row, work: { kind: 'edit', asked } };
}
