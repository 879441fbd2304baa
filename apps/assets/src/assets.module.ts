import { Module } from '@nestjs/common';
import { DatabaseModule } from '@libs/database';
import { JobsModule } from '@libs/jobs';
import { MessagingModule } from '@libs/messaging';
import { ConfigurationModule, type AgentProgram } from '@libs/runtime';
import { StorageModule } from '@libs/storage';
import { DocumentsConfig } from './documents.config.js';
import { answers, handlers, jobs } from './entrances.js';
import { EditEquipment } from './equipment/edit-equipment.js';
import { EquipmentPlacement } from './equipment/equipment-placement.js';
import { NewEquipment } from './equipment/new-equipment.js';
import { AssessHealth } from './equipment/assess-health.js';
import { NoteCases } from './equipment/note-cases.js';
import { NoteFinding } from './equipment/note-finding.js';
import { NoteWork } from './equipment/note-work.js';
import { EndImport } from './imports/end-import.js';
import { ImportStep } from './imports/import-step.js';
import { EquipmentRows } from './imports/kinds/equipment-rows.js';
import { LocationRows } from './imports/kinds/location-rows.js';
import { SensorRows } from './imports/kinds/sensor-rows.js';
import { OwnImport } from './imports/own-import.js';
import { RunImport } from './imports/run-import.js';
import { TakeRows } from './imports/take-rows.js';
import { ExportRepository } from './persistence/exports/export.repository.js';
import { ImportErrorRepository } from './persistence/imports/import-error.repository.js';
import { ImportPieceRepository } from './persistence/imports/import-piece.repository.js';
import { ImportRowRepository } from './persistence/imports/import-row.repository.js';
import { ImportRepository } from './persistence/imports/import.repository.js';
import { Rehearsals } from './persistence/imports/rehearsal.js';
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
import { HealthRepository } from './persistence/equipment/health.repository.js';
import { OpenCaseRepository } from './persistence/equipment/open-case.repository.js';
import { OpenWorkRepository } from './persistence/equipment/open-work.repository.js';
import { TagRepository } from './persistence/equipment/tag.repository.js';
import { UploadRepository } from './persistence/equipment/upload.repository.js';
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
    ConfigurationModule.for('assets', DocumentsConfig),
    DatabaseModule.forSchema('assets', [EquipmentEntity, LocationEntity, SensorEntity]),
    JobsModule.forAgent('assets', jobs),
    MessagingModule.forAgent('assets', { answers, handlers }),
    StorageModule.forAgent('assets'),
  ],
  providers: [
    AssignmentRepository,
    DocumentRepository,
    EditEquipment,
    EditLocation,
    EditSensor,
    EndImport,
    EquipmentHistoryRepository,
    EquipmentPlacement,
    EquipmentRepository,
    EquipmentRows,
    EquipmentSearchRepository,
    ExportRepository,
    ImportErrorRepository,
    ImportPieceRepository,
    ImportRepository,
    ImportRowRepository,
    ImportStep,
    InstallationRepository,
    LocationRepository,
    LocationRows,
    LocationTree,
    MeterRepository,
    NewEquipment,
    AssessHealth,
    NoteCases,
    NoteFinding,
    NewLocation,
    NewSensor,
    NoteWork,
    HealthRepository,
    OpenCaseRepository,
    OpenWorkRepository,
    OwnImport,
    Rehearsals,
    RetireSensors,
    RunImport,
    SensorRepository,
    SensorRows,
    TagRepository,
    TakeRows,
    UploadRepository,
    ...answers,
    ...handlers,
    ...jobs,
  ],
})
export class AssetsModule {}

export const assets: AgentProgram = { agent: 'assets', module: AssetsModule };
