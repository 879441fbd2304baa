import { startAgents } from '@libs/runtime';
import { analytics } from './analytics.module.js';

void startAgents([analytics]);
