export * from './data-source.js';
export * from './database.config.js';
export * from './database.module.js';
export * from './migration-runner.js';
export * from './sealer.js';
export * from './sealing.config.js';
export * from './sql-state.js';
export * from './unit-of-work.js';
