import { startAgents } from '@libs/runtime';
import { acquisition } from '../../acquisition/src/acquisition.module.js';
import { alarms } from '../../alarms/src/alarms.module.js';
import { assets } from '../../assets/src/assets.module.js';
import { detection } from '../../detection/src/detection.module.js';
import { gateway } from '../../gateway/src/gateway.module.js';
import { notification } from '../../notification/src/notification.module.js';

/** The small plant: every agent in one process, each with its own schema, role and broker user. */
void startAgents([assets, acquisition, detection, alarms, notification, gateway]);
