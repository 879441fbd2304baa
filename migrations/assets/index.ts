import type { SchemaMigrations } from '@libs/database';
import { EquipmentAndSensors1763700000002 } from './0002-equipment-and-sensors.js';
import { AssetsMessaging1763700000001 } from './0001-messaging.js';
import { Imports1763700000120 } from './0004-imports.js';
import { FoundStates1763700000140 } from './0010-found-states.js';
import { WideSearchIndex1763700000141 } from './0011-wide-search-index.js';
import { HealthIndex1763700000342 } from './0012-health-index.js';
import { Registry1763700000003 } from './0003-registry.js';
import { StoredDocuments1763700000130 } from './0007-stored-documents.js';

/** The assets schema, oldest change first. */
export const assets: SchemaMigrations = {
  schema: 'assets',
  migrations: [
    AssetsMessaging1763700000001,
    EquipmentAndSensors1763700000002,
    Registry1763700000003,
    Imports1763700000120,
    StoredDocuments1763700000130,
    FoundStates1763700000140,
    WideSearchIndex1763700000141,
    HealthIndex1763700000342,
  ],
};
