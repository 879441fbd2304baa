export * from './equipment-registered.event.js';
export * from './equipment.requests.js';
export * from './sensor-registered.event.js';
export * from './sensor.requests.js';
