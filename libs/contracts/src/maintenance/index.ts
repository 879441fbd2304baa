export * from './plans/index.js';
export * from './work-order-steps.requests.js';
export * from './work-order.events.js';
export * from './work-order.requests.js';
export * from './work-policy.requests.js';
