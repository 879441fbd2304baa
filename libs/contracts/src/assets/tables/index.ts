export * from './cells.js';
export * from './columns.js';
export * from './exports.js';
export * from './import.events.js';
export * from './import.requests.js';
export * from './import.js';
export * from './rows.js';
