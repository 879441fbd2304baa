import { startAgents } from '@libs/runtime';
import { notification } from './notification.module.js';

void startAgents([notification]);
