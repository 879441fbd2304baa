/** Life of an inspection. */
export const INSPECTION_STATUSES = [
  'scheduled',
  'due',
  'in_progress',
  'submitted',
  'reviewed',
  'closed',
  'missed',
  'cancelled',
] as const;
export type InspectionStatus = (typeof INSPECTION_STATUSES)[number];

/** What a person may do with an inspection. */
export const INSPECTION_ACTIONS = ['start', 'submit', 'review', 'close', 'cancel'] as const;
export type InspectionAction = (typeof INSPECTION_ACTIONS)[number];

/** How an item is answered. */
export const ITEM_TYPES = ['pass_fail', 'number', 'choice', 'text'] as const;
export type ItemType = (typeof ITEM_TYPES)[number];

/** What an item came out as; a number is measured. */
export const ITEM_OUTCOMES = ['pass', 'fail', 'not_applicable', 'measured'] as const;
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];

/** Where a measured value lies; only `outside` has failed. */
export const ASSESSMENTS = ['within', 'warning', 'outside'] as const;
export type Assessment = (typeof ASSESSMENTS)[number];

/** When an item needs a photo. */
export const PHOTO_RULES = ['optional', 'required_on_fail', 'required'] as const;
export type PhotoRule = (typeof PHOTO_RULES)[number];

/** Who may review an inspection. */
export const REVIEW_POLICIES = ['other_person', 'anybody'] as const;
export type ReviewPolicy = (typeof REVIEW_POLICIES)[number];

/** How bad an inspection's score is; each begins at 0, 25, 50 and 75. */
export const SEVERITY_BANDS = ['minor', 'moderate', 'major', 'critical'] as const;
export type SeverityBand = (typeof SEVERITY_BANDS)[number];

/** A round is walked, rests, or is walked no more. */
export const ROUND_STATES = ['active', 'paused', 'retired'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** Which occurrences may still be done whose window passed while nobody planned. */
export const CATCH_UP_POLICIES = ['create_one', 'create_each', 'skip'] as const;
export type CatchUpPolicy = (typeof CATCH_UP_POLICIES)[number];
