export * from './anomaly-detected.event.js';
export * from './anomaly-expired.event.js';
export * from './detection.requests.js';
export * from './limit-exceeded.event.js';
export * from './limit-returned.event.js';
export * from './sensor-fault.events.js';
export * from './sensor-fault.requests.js';
