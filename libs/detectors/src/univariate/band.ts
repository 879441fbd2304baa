export interface Band {
  low: number;
  high: number;
}

const SPREADS = 3;

export const bandOf = (centre: number, spread: number): Band => ({
  low: centre - SPREADS * spread,
  high: centre + SPREADS * spread,
});
