import { DetectorVersionRolledBack, draft, RollBackDetectorVersion } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { versionView } from '../../persistence/versions/version-view.js';
import { SwitchRepository } from '../../persistence/versions/switch.repository.js';
import { VersionRepository } from '../../persistence/versions/version.repository.js';
import { SwitchVersions } from '../../versioning/switch-versions.js';
import { aboutVersion, versionEvent } from '../../versioning/version-event.js';

@Answers(RollBackDetectorVersion)
export class RollBackVersionHandler implements RequestHandler<RollBackDetectorVersion> {
  constructor(
    private readonly versions: VersionRepository,
    private readonly switches: SwitchRepository,
    private readonly switching: SwitchVersions,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<RollBackDetectorVersion>): Promise<Answer<RollBackDetectorVersion>> {
    const { versionId, reason } = request;
    const known = await this.versions.lockFor(versionId, tx);
    if (!known) throw Refusal.notFound('version', versionId);
    if (known.state !== 'active') {
      throw Refusal.conflict(
        `The version is ${known.state}; only an active one is rolled back.`,
        [],
      );
    }
    const formerId = await this.switches.formerOf(versionId, tx);
    const former = formerId === undefined ? undefined : await this.versions.find(formerId, tx);
    if (!former) throw Refusal.conflict('No version was active before this one.', []);
    const decided = { decision: 'rolled_back', comment: reason, decidedBy: caller.name } as const;
    const { active, retired, from } = await this.switching.switch(known, former, decided, tx);
    const told = {
      ...versionEvent(retired, caller),
      ...{ activeVersionId: active.id, from: from.toISOString(), reason },
    };
    return {
      reply: versionView(active, await this.switches.listOf(active.id, tx)),
      events: [draft(DetectorVersionRolledBack, told, aboutVersion(retired))],
    };
  }
}
