const TOLD_FROM = 0.5;
const CALM_FROM = 0.4;
const CALM_READINGS = 60;

/** Whether people are being told of a score, as the live agent tells. */
export class Episodes {
  private calm = CALM_READINGS;

  get open(): boolean {
    return this.calm < CALM_READINGS;
  }

  /** `believed`: whether a new episode may begin. */
  observe(score: number, believed: boolean): void {
    const { open } = this;
    if (score >= TOLD_FROM && (open || believed)) this.calm = 0;
    else if (open && score >= CALM_FROM) this.calm = 0;
    else this.calm++;
  }

  /** Ends at once, as where a sensor is found to be at fault. */
  giveUp(): void {
    this.calm = CALM_READINGS;
  }
}
