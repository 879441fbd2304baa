export const name_runtime = 'runtime';
