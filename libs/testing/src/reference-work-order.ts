export type ReferenceAnswer = 'done' | 'refused' | 'forbidden';

const MOVES = `
  draft > submit, cancel
  awaiting_approval > approve, reject, cancel
  approved > plan, claim, assign, cancel
  planned > schedule, cancel
  scheduled > schedule, claim, assign, cancel
  assigned > start, release, schedule, cancel
  in_progress > hold, complete
  on_hold > resume
  completed > close, reject_work
  closed > reopen
  cancelled >
`;

const ALLOWED = new Map(
  MOVES.trim()
    .split('\n')
    .map((line) => {
      const [from = '', actions = ''] = line.trim().split('>');
      return [from.trim(), actions.split(',').map((each) => each.trim())] as const;
    }),
);

/** What the plant agreed on, and what a step happens in. */
export interface ReferenceSurroundings {
  readonly minute: number;
  readonly reopenMinutes: number;
  readonly verifiedByOther: boolean;
  readonly costly: boolean;
  readonly otherActive: boolean;
}

/** The life of a work order written a second time, in the words of the field. */
export class ReferenceWorkOrder {
  status: string;
  holder: string | null = null;
  changes = 1;
  private hasWindow = false;
  private doneBy: string | null = null;
  private endedAt = 0;

  constructor(status: string) {
    this.status = status;
  }

  get isActive(): boolean {
    return this.status !== 'closed' && this.status !== 'cancelled';
  }

  allowed({ minute, reopenMinutes }: ReferenceSurroundings): string[] {
    const late = minute - this.endedAt > reopenMinutes;
    return (ALLOWED.get(this.status) ?? []).filter(
      (each) => each !== '' && !(each === 'reopen' && late) && !this.lacksWindowFor(each),
    );
  }

  act(
    action: string,
    who: { readonly name: string; readonly stepsIn: boolean },
    around: ReferenceSurroundings,
  ): ReferenceAnswer {
    if (!(ALLOWED.get(this.status) ?? []).includes(action)) return 'refused';
    if (this.lacksWindowFor(action)) return 'refused';
    const mine = this.holder === who.name || who.stepsIn;
    const personal = ['release', 'start', 'hold', 'resume', 'complete'].includes(action);
    if (personal && !mine) return 'forbidden';
    if (action === 'close' && around.verifiedByOther && this.doneBy === who.name) {
      return 'forbidden';
    }
    const late = around.minute - this.endedAt > around.reopenMinutes;
    if (action === 'reopen' && (late || around.otherActive)) return 'refused';
    this.changes += 1;
    this.status = this.next(action, around);
    this.remember(action, who.name, around.minute);
    return 'done';
  }

  /** Who took it from the board was given no window that could be moved. */
  private lacksWindowFor(action: string): boolean {
    return action === 'schedule' && this.status === 'assigned' && !this.hasWindow;
  }

  private next(action: string, { costly }: ReferenceSurroundings): string {
    switch (action) {
      case 'submit':
        return costly ? 'awaiting_approval' : 'approved';
      case 'approve':
        return 'approved';
      case 'plan':
        return 'planned';
      case 'schedule':
        return this.status === 'assigned' ? 'assigned' : 'scheduled';
      case 'claim':
      case 'assign':
        return 'assigned';
      case 'release':
        return this.hasWindow ? 'scheduled' : 'approved';
      case 'start':
      case 'resume':
      case 'reject_work':
      case 'reopen':
        return 'in_progress';
      case 'hold':
        return 'on_hold';
      case 'complete':
        return 'completed';
      case 'close':
        return 'closed';
      default:
        return 'cancelled';
    }
  }

  private remember(action: string, name: string, minute: number): void {
    if (action === 'schedule') this.hasWindow = true;
    if (action === 'claim' || action === 'assign') this.holder = name;
    if (action === 'release') this.holder = null;
    if (action === 'complete') this.doneBy = name;
    if (action === 'reject_work' || action === 'reopen') this.doneBy = null;
    if (action === 'close') this.endedAt = minute;
  }
}
