import { permissionsOf, ROLES } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { Injectable } from '@nestjs/common';
import { RoleRepository } from '../persistence/role.repository.js';

/** Nobody hands on what they may not do themselves, nor touches who may do more than they. */
@Injectable()
export class Rank {
  constructor(private readonly roles: RoleRepository) {}

  /** Refuses to give roles that are unknown or allow more than the caller may do. */
  async assertMayGive(caller: Caller, roles: readonly string[], tx: Transaction): Promise<void> {
    const custom = await this.roles.withNames(roles, tx);
    const names: readonly string[] = [...ROLES, ...custom.map(({ name }) => name)];
    const unknown = roles.filter((role) => !names.includes(role));
    if (unknown.length > 0) {
      const message = `names no role: ${unknown.join(', ')}`;
      throw Refusal.invalid([{ field: 'roles', message }]);
    }
    assertMayGrant(caller, [
      ...permissionsOf(roles),
      ...custom.flatMap((each) => each.permissions),
    ]);
  }

  /** Refuses to change somebody who may do what the caller may not. */
  async assertMayTouch(
    caller: Caller,
    { roles }: { readonly roles: readonly string[] },
    tx: Transaction,
  ): Promise<void> {
    const custom = await this.roles.withNames(roles, tx);
    const held = [...permissionsOf(roles), ...custom.flatMap((each) => each.permissions)];
    if (beyond(caller, held).length > 0) {
      throw forbidden('This user may do more than you; only who may do as much can change them.');
    }
  }
}

const beyond = (caller: Caller, permissions: readonly string[]): string[] => [
  ...new Set(permissions.filter((each) => !caller.permissions.includes(each))),
];

/** A 403 of ours. */
export const forbidden = (detail: string): Refusal =>
  new Refusal({ status: 403, title: 'Forbidden', detail });

/** Refuses to hand on permissions that the caller does not have. */
export function assertMayGrant(caller: Caller, permissions: readonly string[]): void {
  const missing = beyond(caller, permissions);
  if (missing.length === 0) return;
  throw forbidden(`You cannot give what you do not have: ${missing.join(', ')}.`);
}
