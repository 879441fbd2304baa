export { CursorUnreadable, writeCursor, type SortKey, type SortOrder } from './cursor.js';
export * from './entities-in-order.js';
export * from './listing.js';
export * from './parameters.js';
