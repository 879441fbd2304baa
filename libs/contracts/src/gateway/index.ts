export * from './api-key.events.js';
export * from './queue.events.js';
export * from './role.events.js';
export * from './session.events.js';
export * from './tenant.events.js';
export * from './user.events.js';
