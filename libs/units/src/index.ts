export * from './conversion.js';
export * from './unit-code.js';
