export * from './clamd-scanner.js';
export * from './object-store.js';
export * from './scanner.js';
export * from './storage.config.js';
export * from './storage.module.js';
