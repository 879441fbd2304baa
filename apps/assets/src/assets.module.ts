import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { MessagingModule } from '@libs/messaging';
import type { AgentProgram } from '@libs/runtime';
import { answers, handlers } from './entrances.js';
import { EditEquipment } from './equipment/edit-equipment.js';
import { EquipmentPlacement } from './equipment/equipment-placement.js';
import { NewEquipment } from './equipment/new-equipment.js';
import { NoteCases } from './equipment/note-cases.js';
import { NoteFinding } from './equipment/note-finding.js';
import { NoteWork } from './equipment/note-work.js';
import { EditLocation } from './locations/edit-location.js';
import { LocationTree } from './locations/location-tree.js';
import { NewLocation } from './locations/new-location.js';
import { AssignmentRepository } from './persistence/equipment/assignment.repository.js';
import { DocumentRepository } from './persistence/equipment/document.repository.js';
import { EquipmentEntity } from './persistence/equipment/equipment.entity.js';
import { EquipmentHistoryRepository } from './persistence/equipment/equipment-history.repository.js';
import { EquipmentRepository } from './persistence/equipment/equipment.repository.js';
import { EquipmentSearchRepository } from './persistence/equipment/equipment-search.repository.js';
import { InstallationRepository } from './persistence/equipment/installation.repository.js';
import { OpenCaseRepository } from './persistence/equipment/open-case.repository.js';
import { OpenWorkRepository } from './persistence/equipment/open-work.repository.js';
import { TagRepository } from './persistence/equipment/tag.repository.js';
import { LocationEntity } from './persistence/locations/location.entity.js';
import { LocationRepository } from './persistence/locations/location.repository.js';
import { MeterRepository } from './persistence/sensors/meter.repository.js';
import { SensorEntity } from './persistence/sensors/sensor.entity.js';
import { SensorRepository } from './persistence/sensors/sensor.repository.js';
import { EditSensor } from './sensors/edit-sensor.js';
import { NewSensor } from './sensors/new-sensor.js';
import { RetireSensors } from './sensors/retire-sensors.js';

/** The registry: what equipment, sensors and locations there are. */
@Module({
  imports: [
    DatabaseModule.forSchema('assets', [EquipmentEntity, LocationEntity, SensorEntity]),
    MessagingModule.forAgent('assets', { answers, handlers }),
  ],
  providers: [
    AssignmentRepository,
    DocumentRepository,
    EditEquipment,
    EditLocation,
    EditSensor,
    EquipmentHistoryRepository,
    EquipmentPlacement,
    EquipmentRepository,
    EquipmentSearchRepository,
    InstallationRepository,
    LocationRepository,
    LocationTree,
    MeterRepository,
    NewEquipment,
    NoteCases,
    NoteFinding,
    NewLocation,
    NewSensor,
    NoteWork,
    OpenCaseRepository,
    OpenWorkRepository,
    RetireSensors,
    SensorRepository,
    TagRepository,
    ...answers,
    ...handlers,
  ],
})
export class AssetsModule {}

export const assets: AgentProgram = { agent: 'assets', module: AssetsModule };
