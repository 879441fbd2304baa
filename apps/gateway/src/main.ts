import 'reflect-metadata';
import { name_contracts } from '@libs/contracts';
console.log('gateway', name_contracts);
