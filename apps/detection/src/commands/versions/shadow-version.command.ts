import { DetectorVersionShadowed, draft, ShadowDetectorVersion } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { effectiveFrom } from '@libs/watch';
import { versionView } from '../../persistence/versions/version-view.js';
import { VersionRepository } from '../../persistence/versions/version.repository.js';
import { aboutVersion, versionEvent } from '../../versioning/version-event.js';

@Answers(ShadowDetectorVersion)
export class ShadowVersionHandler implements RequestHandler<ShadowDetectorVersion> {
  constructor(private readonly versions: VersionRepository) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<ShadowDetectorVersion>): Promise<Answer<ShadowDetectorVersion>> {
    const known = await this.versions.lockFor(request.versionId, tx);
    if (!known) throw Refusal.notFound('version', request.versionId);
    if (known.state !== 'draft') {
      throw Refusal.conflict(`The version is ${known.state}; only a draft goes into shadow.`, []);
    }
    const other = await this.versions.findIn('shadow', known.kind, tx);
    if (other) {
      const { kind, number } = other;
      const reason = `Version ${number} of the ${kind} detector is in shadow already; there is one at a time.`;
      throw Refusal.conflict(reason, []);
    }
    const from = effectiveFrom(new Date());
    const shadowed = await this.versions.shadow(known.id, from, tx);
    const told = { ...versionEvent(shadowed, caller), from: from.toISOString() };
    const events = [draft(DetectorVersionShadowed, told, aboutVersion(shadowed))];
    return { reply: versionView(shadowed), events };
  }
}
