import { Injectable } from '@nestjs/common';
import {
  draft,
  RoleAdded,
  RoleChanged,
  RoleRemoved,
  type ContractClass,
  type EventDraft,
  type RoleEvent,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { v7 as uuidv7, validate as isUuid } from 'uuid';
import { Changes } from '../changes/changes.js';
import type { Asking } from '../http/agents-client.js';
import type { Seen } from '../http/expected-version.js';
import { RoleRepository, type CustomRole } from '../persistence/role.repository.js';
import { TenantRepository } from '../persistence/tenant.repository.js';
import { assertMayGrant } from './rank.js';
import { roleView, type NewRole, type RoleChanges, type RoleView } from './role.dto.js';

/** Adds, changes and removes roles of the tenant's own. */
@Injectable()
export class ChangeRoles {
  constructor(
    private readonly changes: Changes,
    private readonly tenants: TenantRepository,
    private readonly roles: RoleRepository,
  ) {}

  add(input: NewRole, asking: Asking): Promise<RoleView> {
    assertMayGrant(asking.caller, input.permissions);
    return this.changes.once(asking, 'addRole', input, async (tx) => {
      const role: CustomRole = {
        id: uuidv7(),
        name: input.name,
        description: input.description ?? null,
        permissions: [...new Set(input.permissions)],
        version: 1,
        createdAt: new Date(),
      };
      if (!(await this.roles.add(role, tx))) {
        throw Refusal.conflict('A role of this name is there already.');
      }
      return { reply: roleView(role), events: [told(RoleAdded, role)] };
    });
  }

  change(id: string, input: RoleChanges, seen: Seen, caller: Caller): Promise<RoleView> {
    assertMayGrant(caller, input.permissions ?? []);
    return this.changes.run(caller, async (tx) => {
      const role = await this.lock(id, seen, caller, tx);
      const { description, permissions } = input;
      const changes = {
        ...(description !== undefined && { description }),
        ...(permissions && { permissions: [...new Set(permissions)] }),
      };
      const saved = await this.roles.save(role, changes, tx);
      return { reply: roleView(saved), events: [told(RoleChanged, saved)] };
    });
  }

  async remove(id: string, seen: Seen, caller: Caller): Promise<void> {
    await this.changes.run(caller, async (tx) => {
      const role = await this.lock(id, seen, caller, tx);
      const holders = await this.roles.countHolders(role.name, tx);
      if (holders > 0) throw Refusal.conflict(`This role is still that of ${holders} users.`);
      await this.roles.remove(role, tx);
      return { reply: undefined, events: [told(RoleRemoved, role)] };
    });
  }

  private async lock(
    id: string,
    { expectedVersion }: Seen,
    caller: Caller,
    tx: Transaction,
  ): Promise<CustomRole> {
    await this.tenants.lock(tx);
    const role = isUuid(id) ? await this.roles.lockFor(id, tx) : undefined;
    if (!role) throw Refusal.notFound('role', id);
    assertMayGrant(caller, role.permissions);
    if (expectedVersion !== undefined && expectedVersion !== role.version) {
      throw Refusal.stale('role', role.version);
    }
    return role;
  }
}

function told(contract: ContractClass<RoleEvent>, role: CustomRole): EventDraft {
  const { id: roleId, name, description, permissions, version } = role;
  const data = {
    roleId,
    name,
    ...(description !== null && { description }),
    permissions: [...permissions],
    version,
  };
  return draft(contract, data, { subject: `role/${roleId}` });
}
