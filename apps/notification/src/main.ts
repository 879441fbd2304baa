import 'reflect-metadata';
import { name_contracts } from '@libs/contracts';
console.log('notification', name_contracts);
