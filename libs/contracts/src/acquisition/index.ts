export * from './energy.requests.js';
export * from './equipment-connectivity-changed.event.js';
export * from './hand-read-messages.js';
export * from './reading-rejected.event.js';
export * from './history.requests.js';
export * from './reading.requests.js';
export * from './readings-recorded.event.js';
