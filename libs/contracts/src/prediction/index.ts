export * from './failure-predicted.event.js';
