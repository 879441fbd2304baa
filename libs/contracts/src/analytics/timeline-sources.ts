/** Who or what says so: nobody yet, a person, or a work order. */
export const TIMELINE_SOURCES = ['assumed', 'person', 'work_order'] as const;
export type TimelineSource = (typeof TIMELINE_SOURCES)[number];
