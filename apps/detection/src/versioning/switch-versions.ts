import { Injectable } from '@nestjs/common';
import type { SwitchWord, VersionComparison } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { effectiveFrom } from '@libs/watch';
import { v7 as uuidv7 } from 'uuid';
import type { Version } from '../domain/versions/version.js';
import { SwitchRepository } from '../persistence/versions/switch.repository.js';
import { VersionRepository } from '../persistence/versions/version.repository.js';

/** Lets one version tell people in place of another, for readings measured from about now on. */
@Injectable()
export class SwitchVersions {
  constructor(
    private readonly versions: VersionRepository,
    private readonly switches: SwitchRepository,
  ) {}

  async switch(
    former: Version,
    next: Version,
    decided: {
      readonly decision: SwitchWord;
      readonly comment: string;
      readonly decidedBy: string;
      readonly comparison?: VersionComparison;
    },
    tx: Transaction,
  ): Promise<{ active: Version; retired: Version; from: Date }> {
    const { kind } = next;
    const from = await this.switches.nextFrom(kind, effectiveFrom(new Date()), tx);
    const retired = await this.versions.retire(former.id, from, tx);
    const active = await this.versions.activate(next.id, from, tx);
    const between = { versionId: next.id, formerVersionId: former.id };
    await this.switches.add({ id: uuidv7(), kind, from, ...between, ...decided }, tx);
    return { active, retired, from };
  }
}
