import { startAgents } from '@libs/runtime';
import { gateway } from './gateway.module.js';

void startAgents([gateway]);
