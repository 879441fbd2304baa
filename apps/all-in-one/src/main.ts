import 'reflect-metadata';
import { name_contracts } from '@libs/contracts';
console.log('all-in-one', name_contracts);
