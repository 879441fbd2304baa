export const name_contracts = 'contracts';
