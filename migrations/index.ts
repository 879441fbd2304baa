import { access } from './access/index.js';
import { assets } from './assets/index.js';
import { acquisition } from './acquisition/index.js';
import { detection } from './detection/index.js';
import { alarms } from './alarms/index.js';
import { maintenance } from './maintenance/index.js';
import { notification } from './notification/index.js';
import { analytics } from './analytics/index.js';
import { audit } from './audit/index.js';
import { gateway } from './gateway/index.js';
import type { SchemaMigrations } from '@libs/database';

/** Every schema of the product; one agent each. */
export const schemas: readonly SchemaMigrations[] = [
  assets,
  acquisition,
  detection,
  alarms,
  maintenance,
  notification,
  analytics,
  access,
  audit,
  gateway,
];
