export * from './occurrence.requests.js';
export * from './opportunity.requests.js';
export * from './plan.definition.js';
export * from './plan.events.js';
export * from './plan.requests.js';
export * from './plan.words.js';
export * from './version.requests.js';
