import { startAgents } from '@libs/runtime';
import { audit } from './audit.module.js';

void startAgents([audit]);
