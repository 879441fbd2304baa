export * from './analytics.events.js';
export * from './downtime-reasons.js';
export * from './kpi.requests.js';
export * from './production.requests.js';
export * from './timeline-sources.js';
export * from './timeline.requests.js';
