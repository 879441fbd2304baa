export * from './given-up.js';
export * from './jobs.module.js';
export * from './queues.js';
export * from './redis.config.js';
export { Sweeper } from './sweeper.js';
export * from './timed-job.js';
