export * from './plan.definition.js';
export * from './plan.words.js';
