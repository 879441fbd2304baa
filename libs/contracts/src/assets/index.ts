export * from './equipment/index.js';
export * from './locations/index.js';
export * from './sensors/index.js';
export * from './tables/index.js';
