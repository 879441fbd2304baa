import type { OperatingMode } from './operating-mode.js';

/** What of an operation is kept. */
export interface OperationStanding {
  mode: OperatingMode | null;
  /** When that began, in event time; none of what was found when the machine was first heard of. */
  switchedAtMs: number | null;
  /** What a signal of its state said last; while there is one, nothing is learnt. */
  said: { sensorId: string; value: number; atMs: number } | null;
}

/** Readings after a machine was switched, in which a change is one of its mode. */
const READINGS_OF_SWITCHING = 60;
const MOST_READINGS_OF_SWITCHING = 300;
const NAMES_A_STATE = /(^|[^a-z])(state|mode|status|run|running|operating|on)($|[^a-z])/i;

/** Whether a signal of this name says what its machine is doing. */
export const namesAState = (name: string): boolean => NAMES_A_STATE.test(name);

/** What a machine is doing, and since when: by a signal of its state, or else by what was learnt. */
export class Operation {
  private readonly standing: OperationStanding;

  constructor(saved?: OperationStanding) {
    this.standing = { mode: null, switchedAtMs: null, said: null, ...saved };
  }

  get saved(): OperationStanding {
    return this.standing;
  }

  /** Null while that is not known. */
  get mode(): OperatingMode | null {
    return this.standing.mode;
  }

  /** A reading of a sensor of kind `state`: 0 is standby, and every other value a load of its own. */
  hear({ sensorId, key }: { sensorId: string; key: string }, atMs: number, value: number): void {
    const { said } = this.standing;
    if (said ? said.sensorId !== sensorId : !namesAState(key)) return;
    if (said && atMs <= said.atMs) return;
    this.standing.said = { sensorId, value, atMs };
    if (said && said.value !== value) this.standing.switchedAtMs = atMs;
    this.standing.mode = value === 0 ? 'standby' : 'load';
  }

  /** What the signals show; nothing where a signal of the state has spoken. */
  learn(atMs: number, mode: OperatingMode | null): void {
    const { standing } = this;
    if (standing.said || mode === standing.mode) return;
    if (standing.mode !== null) standing.switchedAtMs = atMs;
    standing.mode = mode;
  }

  /** Whether a change is one of mode: just after it was switched, and as long as what began then goes on. */
  excuses(atMs: number, periodMs: number, goesOn: boolean): boolean {
    const { switchedAtMs } = this.standing;
    if (switchedAtMs === null) return false;
    const readings = (atMs - switchedAtMs) / periodMs;
    return readings < (goesOn ? MOST_READINGS_OF_SWITCHING : READINGS_OF_SWITCHING);
  }
}
