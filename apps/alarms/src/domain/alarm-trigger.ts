import type { AlarmAction, AlarmHappening, Severity } from '@libs/contracts';
import type { AlarmParts } from './alarm-parts.js';

/** What a person asks of an alarm. */
export type PersonTrigger =
  | { readonly kind: 'acknowledge' }
  | {
      readonly kind: 'shelve';
      readonly at: Date;
      readonly minutes: number;
      readonly by: string;
      readonly reason: string;
      /** What the plant allows for the alarm's severity. */
      readonly longestMinutes: number;
    }
  | { readonly kind: 'unshelve' }
  | { readonly kind: 'suppress' }
  | { readonly kind: 'unsuppress' }
  | { readonly kind: 'take_out_of_service'; readonly by: string }
  | { readonly kind: 'return_to_service' }
  | { readonly kind: 'reset' };

/** What moves an alarm by itself. */
export type PlantTrigger =
  | {
      readonly kind: 'condition_true';
      readonly severity: Severity;
      readonly latching: boolean;
      /** What suppresses every alarm of the equipment now. */
      readonly suppressedBy: readonly string[];
    }
  | { readonly kind: 'condition_false' }
  | { readonly kind: 'shelving_due'; readonly at: Date }
  | { readonly kind: 'cause_began'; readonly cause: string }
  | { readonly kind: 'cause_ended'; readonly cause: string };

export type AlarmTrigger = PersonTrigger | PlantTrigger;

export interface AlarmMove {
  readonly kind: 'moved';
  readonly parts: AlarmParts;
  readonly happened: readonly AlarmHappening[];
}

export type AlarmStep =
  | { readonly kind: 'unchanged' }
  | AlarmMove
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly allowed: readonly AlarmAction[];
    };
