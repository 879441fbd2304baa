export * from './agent-client.js';
export * from './agent-module.js';
export * from './probe.js';
export * from './server-process.js';
export * from './test-database.js';
export * from './test-gateway.js';
export * from './test-plant.js';
