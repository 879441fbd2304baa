import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { MessagingModule } from '@libs/messaging';
import type { AgentProgram } from '@libs/runtime';
import { RegisterEquipmentHandler } from './commands/register-equipment.command.js';
import { RegisterSensorHandler } from './commands/register-sensor.command.js';
import { EquipmentEntity } from './persistence/equipment.entity.js';
import { EquipmentRepository } from './persistence/equipment.repository.js';
import { SensorEntity } from './persistence/sensor.entity.js';
import { SensorRepository } from './persistence/sensor.repository.js';
import { GetEquipmentHandler } from './queries/get-equipment.query.js';
import { GetSensorHandler } from './queries/get-sensor.query.js';
import { ListEquipmentHandler } from './queries/list-equipment.query.js';
import { ListSensorsHandler } from './queries/list-sensors.query.js';

const answers = [
  RegisterEquipmentHandler,
  GetEquipmentHandler,
  ListEquipmentHandler,
  RegisterSensorHandler,
  GetSensorHandler,
  ListSensorsHandler,
];

/** The registry: what equipment and sensors there are. */
@Module({
  imports: [
    DatabaseModule.forSchema('assets', [EquipmentEntity, SensorEntity]),
    MessagingModule.forAgent('assets', { answers }),
  ],
  providers: [EquipmentRepository, SensorRepository, ...answers],
})
export class AssetsModule {}

export const assets: AgentProgram = { agent: 'assets', module: AssetsModule };
