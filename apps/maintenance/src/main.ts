import 'reflect-metadata';
import { name_contracts } from '@libs/contracts';
console.log('maintenance', name_contracts);
