export * from './address.js';
export * from './destination.js';
export * from './fetch-safely.js';
export * from './image-type.js';
