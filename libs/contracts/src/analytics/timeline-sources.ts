/** Who or what says so: nobody yet, a person, a work order, or what the registry was told. */
export const TIMELINE_SOURCES = ['assumed', 'person', 'work_order', 'registry'] as const;
export type TimelineSource = (typeof TIMELINE_SOURCES)[number];
