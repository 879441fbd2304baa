import { startAgents } from '@libs/runtime';
import { access } from '../../access/src/access.module.js';
import { acquisition } from '../../acquisition/src/acquisition.module.js';
import { alarms } from '../../alarms/src/alarms.module.js';
import { analytics } from '../../analytics/src/analytics.module.js';
import { assets } from '../../assets/src/assets.module.js';
import { audit } from '../../audit/src/audit.module.js';
import { detection } from '../../detection/src/detection.module.js';
import { gateway } from '../../gateway/src/gateway.module.js';
import { maintenance } from '../../maintenance/src/maintenance.module.js';
import { notification } from '../../notification/src/notification.module.js';

/** The small plant: every agent in one process, each with its own schema, role and broker user. */
void startAgents([
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
]);
