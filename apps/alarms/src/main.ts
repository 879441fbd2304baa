import { startAgents } from '@libs/runtime';
import { alarms } from './alarms.module.js';

void startAgents([alarms]);
