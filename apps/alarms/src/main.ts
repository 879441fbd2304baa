import 'reflect-metadata';
import { name_contracts } from '@libs/contracts';
console.log('alarms', name_contracts);
