import type { AlarmAction, AlarmState, Severity } from '@libs/contracts';

const RANK: Readonly<Record<Severity, number>> = { low: 0, medium: 1, high: 2, critical: 3 };

/** What became of something done to a reference alarm. */
export type ReferenceOutcome = 'done' | 'nothing' | 'refused';

/**
 * ISA-18.2 written a second time, apart from the product, for tests to compare with: one alarm of
 * one rule on one equipment, over all its occurrences.
 */
export class ReferenceAlarm {
  condition = false;
  unseen = false;
  held = false;
  shelfEndsAt: number | null = null;
  readonly causes = new Set<string>();
  out = false;
  severity: Severity = 'low';
  times = 0;

  /** State A: nothing about it asks for anything, nothing keeps it back. */
  get isNormal(): boolean {
    return !(this.condition || this.unseen || this.held || this.isKeptBack);
  }

  get isKeptBack(): boolean {
    return this.out || this.causes.size > 0 || this.shelfEndsAt !== null;
  }

  /** What the standard calls it. */
  get state(): AlarmState {
    if (this.out) return 'out_of_service';
    if (this.causes.size > 0) return 'suppressed';
    if (this.shelfEndsAt !== null) return 'shelved';
    if (this.condition && this.unseen) return 'unacknowledged';
    if (this.condition) return 'acknowledged';
    if (this.held) return this.unseen ? 'latched_unacknowledged' : 'latched_acknowledged';
    return this.unseen ? 'returned_unacknowledged' : 'cleared';
  }

  /** What a person may do now. */
  may(action: AlarmAction): boolean {
    switch (action) {
      case 'acknowledge':
        return this.unseen;
      case 'shelve':
      case 'take_out_of_service':
        return !this.out;
      case 'return_to_service':
        return this.out;
      case 'unshelve':
        return this.shelfEndsAt !== null;
      case 'suppress':
        return !this.causes.has('person');
      case 'unsuppress':
        return this.causes.has('person');
      case 'reset':
        return this.held && !this.condition && !this.unseen;
      case 'comment':
        return true;
    }
  }

  /** The condition becomes true, while `works` are under way on the equipment. */
  begin(severity: Severity, latching: boolean, works: ReadonlySet<string>): ReferenceOutcome {
    if (this.isNormal) {
      this.severity = severity;
      this.held = latching;
      this.times = 1;
      for (const work of works) this.causes.add(work);
    } else if (!this.condition) {
      this.severity = RANK[severity] > RANK[this.severity] ? severity : this.severity;
      this.held ||= latching;
      this.times += 1;
    } else if (RANK[severity] > RANK[this.severity]) {
      this.severity = severity;
    } else return 'nothing';
    this.condition = true;
    this.unseen = true;
    return 'done';
  }

  /** The condition ends. */
  end(): ReferenceOutcome {
    if (!this.condition) return 'nothing';
    this.condition = false;
    return 'done';
  }

  /** Work on the equipment starts; it touches only what is open. */
  startWork(work: string): ReferenceOutcome {
    if (this.isNormal || this.causes.has(work)) return 'nothing';
    this.causes.add(work);
    return 'done';
  }

  /** Work on the equipment ends. */
  endWork(work: string): ReferenceOutcome {
    return this.causes.delete(work) ? 'done' : 'nothing';
  }

  /** Time goes on; a shelving that is due ends. */
  passTo(now: number): ReferenceOutcome {
    if (this.shelfEndsAt === null || this.shelfEndsAt > now) return 'nothing';
    this.takeFromShelf();
    return 'done';
  }

  /** Puts it on the shelf. */
  shelve(now: number, minutes: number, longestMinutes: number): ReferenceOutcome {
    if (!this.may('shelve') || minutes > longestMinutes) return 'refused';
    this.shelfEndsAt = now + minutes * 60_000;
    return 'done';
  }

  /** Everything else that a person may do. */
  act(action: Exclude<AlarmAction, 'shelve' | 'comment'>): ReferenceOutcome {
    if (!this.may(action)) return 'refused';
    switch (action) {
      case 'acknowledge':
        this.unseen = false;
        break;
      case 'unshelve':
        this.takeFromShelf();
        break;
      case 'suppress':
        this.causes.add('person');
        break;
      case 'unsuppress':
        this.causes.delete('person');
        break;
      case 'take_out_of_service':
        this.out = true;
        break;
      case 'return_to_service':
        this.out = false;
        break;
      case 'reset':
        this.held = false;
        break;
    }
    return 'done';
  }

  private takeFromShelf(): void {
    this.shelfEndsAt = null;
    this.unseen = this.condition;
  }
}
