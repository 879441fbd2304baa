import 'reflect-metadata';
import { name_contracts } from '@libs/contracts';
console.log('acquisition', name_contracts);
