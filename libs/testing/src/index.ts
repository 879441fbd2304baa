export * from './agent-client.js';
export * from './api-client.js';
export * from './events.js';
export * from './probe.js';
export * from './server-process.js';
export * from './test-database.js';
export * from './test-gateway.js';
export * from './test-plant.js';
