/** Who or what says so: nobody yet, a person, a work order, what the registry was told, or that nothing is heard. */
export const TIMELINE_SOURCES = ['assumed', 'person', 'work_order', 'registry', 'silence'] as const;
export type TimelineSource = (typeof TIMELINE_SOURCES)[number];
