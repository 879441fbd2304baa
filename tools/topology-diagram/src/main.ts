import { name_contracts } from '@libs/contracts';
console.log('topology-diagram', name_contracts);
