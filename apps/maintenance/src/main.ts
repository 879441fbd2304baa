import { startAgents } from '@libs/runtime';
import { maintenance } from './maintenance.module.js';

void startAgents([maintenance]);
