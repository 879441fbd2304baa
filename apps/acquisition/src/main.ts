import { startAgents } from '@libs/runtime';
import { acquisition } from './acquisition.module.js';

void startAgents([acquisition]);
