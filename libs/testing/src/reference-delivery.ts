/** What an attempt came to, as its channel told it. */
export type ReferenceResult = 'accepted' | 'failed' | 'gone';

/**
 * The delivery of one notification written a second time: as what happened to it, not as a table of
 * states. Attempts are numbered since it was begun, or begun anew.
 */
export class ReferenceDelivery {
  /** Attempts that were begun since the (last) beginning. */
  begun = 0;
  /** The attempt whose end nobody has told yet. */
  underWay: number | null = null;
  end: 'accepted' | 'given up' | null = null;
  wanted = true;
  /** Every end there was, for whoever wants to hear of each once. */
  readonly told: string[] = [];
  private failedOnce = false;

  /** `waits`: how many times it is waited before another attempt. */
  constructor(private readonly waits: number) {}

  get status(): string {
    if (this.end !== null) return this.end === 'accepted' ? 'sent' : 'dead';
    if (this.underWay !== null) return 'sending';
    return this.failedOnce ? 'retrying' : 'queued';
  }

  /** Somebody who has heard of so many attempts begins the next; false: that is not to be. */
  begin(heardOf: number): boolean {
    if (this.end !== null || heardOf !== this.begun) return false;
    this.begun += 1;
    this.underWay = this.begun;
    return true;
  }

  /** Who made an attempt tells of it; false: it is no longer that attempt which counts. */
  finish(attempt: number, result: ReferenceResult, wantedThen: boolean): boolean {
    if (this.underWay !== attempt) return false;
    this.underWay = null;
    // It was begun once more because the last one's maker never came back.
    const cutOff = attempt > this.waits + 1;
    if (!wantedThen || cutOff) return this.over('given up');
    if (result === 'accepted') return this.over('accepted');
    if (result === 'gone') this.wanted = false;
    if (result === 'gone' || attempt > this.waits) return this.over('given up');
    this.failedOnce = true;
    return true;
  }

  /** Somebody begins anew what was given up. */
  revive(): boolean {
    if (this.end !== 'given up') return false;
    [this.end, this.begun, this.underWay, this.failedOnce] = [null, 0, null, false];
    return true;
  }

  private over(end: 'accepted' | 'given up'): true {
    this.end = end;
    this.told.push(end);
    return true;
  }
}
