export type Part = 'extremes' | 'swing' | 'course' | 'timeOfDay' | 'range' | 'jump' | 'dwell';

/** How rare each part's findings of the last while are in this sensor's history, in powers of ten. */
export type Parts = Record<Part, number>;
