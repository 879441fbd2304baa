export * from './device-credential.events.js';
export * from './device-credential.requests.js';
