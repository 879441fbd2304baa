export * from './agent-identity.js';
export * from './configuration.js';
export * from './health.js';
export * from './lifecycle.js';
export * from './logging.js';
export * from './runtime.module.js';
export * from './start-agent.js';
export * from './trace.js';
