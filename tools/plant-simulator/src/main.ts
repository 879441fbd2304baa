import { name_contracts } from '@libs/contracts';
console.log('plant-simulator', name_contracts);
