export * from './inspection-analysis.requests.js';
export * from './inspection-round.requests.js';
export * from './inspection-template.requests.js';
export * from './inspection-words.js';
export * from './inspection.events.js';
export * from './inspection.requests.js';
