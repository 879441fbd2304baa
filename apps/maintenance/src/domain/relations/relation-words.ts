import type { RelationKind } from '@libs/contracts';

/** How each word is kept: from which side, so that both sides see one relation. */
const KEPT = {
  parent_of: ['parent_of', 'forth'],
  child_of: ['parent_of', 'back'],
  blocks: ['blocks', 'forth'],
  blocked_by: ['blocks', 'back'],
  duplicates: ['duplicates', 'forth'],
  duplicated_by: ['duplicates', 'back'],
  follows_up: ['follows_up', 'forth'],
  followed_up_by: ['follows_up', 'back'],
} as const satisfies Readonly<Record<RelationKind, readonly [RelationKind, 'forth' | 'back']>>;

export type KeptKind = (typeof KEPT)[RelationKind][0];

/** A relation as it is kept, whichever side named it. */
export interface KeptRelation {
  readonly kind: KeptKind;
  readonly fromId: string;
  readonly toId: string;
}

/** The one relation that a word means, said by a work order of another. */
export function keptRelation(
  workOrderId: string,
  kind: RelationKind,
  otherId: string,
): KeptRelation {
  const [kept, direction] = KEPT[kind];
  return direction === 'forth'
    ? { kind: kept, fromId: workOrderId, toId: otherId }
    : { kind: kept, fromId: otherId, toId: workOrderId };
}
