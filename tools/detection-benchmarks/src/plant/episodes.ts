const TOLD_FROM = 0.5;
const CALM_FROM = 0.4;
const CALM_READINGS = 60;

/** When people would have been told of a score, as the live agent tells. */
export class Episodes {
  readonly instants: number[] = [];
  private calm = CALM_READINGS;

  /** `believed`: whether a new episode may begin. */
  observe(atMs: number, score: number, believed: boolean): void {
    const open = this.calm < CALM_READINGS;
    if (score >= TOLD_FROM && (open || believed)) {
      if (!open) this.instants.push(atMs);
      this.calm = 0;
    } else if (open && score >= CALM_FROM) this.calm = 0;
    else this.calm++;
  }
}
