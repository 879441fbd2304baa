import { startAgents } from '@libs/runtime';
import { assets } from './assets.module.js';

void startAgents([assets]);
