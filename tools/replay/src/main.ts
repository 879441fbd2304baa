import { name_contracts } from '@libs/contracts';
console.log('replay', name_contracts);
