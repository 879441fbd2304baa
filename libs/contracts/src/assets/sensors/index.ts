export * from './meter.js';
export * from './sensor-event.js';
export * from './sensor-registered.event.js';
export * from './sensor.events.js';
export * from './sensor.requests.js';
