import 'reflect-metadata';
import { name_contracts } from '@libs/contracts';
console.log('assets', name_contracts);
