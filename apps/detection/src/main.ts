import 'reflect-metadata';
import { name_contracts } from '@libs/contracts';
console.log('detection', name_contracts);
