import { startAgents } from '@libs/runtime';
import { detection } from './detection.module.js';

void startAgents([detection]);
