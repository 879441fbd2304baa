export * from './notification.events.js';
export * from './notification.requests.js';
