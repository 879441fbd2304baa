import { ActivateDetectorVersion, DetectorVersionActivated, draft } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { versionView } from '../../persistence/versions/version-view.js';
import { SwitchRepository } from '../../persistence/versions/switch.repository.js';
import { VersionRepository } from '../../persistence/versions/version.repository.js';
import { CompareVersion } from '../../versioning/compare-version.js';
import { SwitchVersions } from '../../versioning/switch-versions.js';
import { aboutVersion, versionEvent } from '../../versioning/version-event.js';

@Answers(ActivateDetectorVersion)
export class ActivateVersionHandler implements RequestHandler<ActivateDetectorVersion> {
  constructor(
    private readonly versions: VersionRepository,
    private readonly switches: SwitchRepository,
    private readonly comparing: CompareVersion,
    private readonly switching: SwitchVersions,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<ActivateDetectorVersion>): Promise<Answer<ActivateDetectorVersion>> {
    const { versionId, comment } = request;
    const known = await this.versions.lockFor(versionId, tx);
    if (!known) throw Refusal.notFound('version', versionId);
    if (known.state !== 'shadow') {
      const reason = `The version is ${known.state}; only one in shadow can be activated.`;
      throw Refusal.conflict(reason, []);
    }
    const comparison = await this.comparing.compare(known, caller, tx);
    const former = await this.versions.getActive(known.kind, tx);
    const decided = { decision: 'activated', comment, decidedBy: caller.name, comparison } as const;
    const { active, from } = await this.switching.switch(former, known, decided, tx);
    const told = {
      ...versionEvent(active, caller),
      ...{ formerVersionId: former.id, from: from.toISOString(), comment },
    };
    return {
      reply: versionView(active, await this.switches.listOf(versionId, tx)),
      events: [draft(DetectorVersionActivated, told, aboutVersion(active))],
    };
  }
}
