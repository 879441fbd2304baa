export * from './audit.requests.js';
