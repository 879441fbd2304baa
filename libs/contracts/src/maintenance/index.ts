export * from './inspections/index.js';
export * from './work-order.events.js';
export * from './work-order.requests.js';
