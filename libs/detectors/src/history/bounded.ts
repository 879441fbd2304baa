const FARTHEST = 1e18;

/** A value that can be reckoned with: the square of what no sensor measures would leave no number for ever. */
export const bounded = (value: number): number => Math.min(FARTHEST, Math.max(-FARTHEST, value));
