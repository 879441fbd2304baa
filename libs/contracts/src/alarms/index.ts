export * from './alarm.events.js';
export * from './alarm.requests.js';
export * from './case.events.js';
