import { startAgents } from '@libs/runtime';
import { access } from './access.module.js';

void startAgents([access]);
