import { DetectorVersionRetired, draft, RetireDetectorVersion } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { effectiveFrom } from '@libs/watch';
import { versionView } from '../../persistence/versions/version-view.js';
import { VersionRepository } from '../../persistence/versions/version.repository.js';
import { aboutVersion, versionEvent } from '../../versioning/version-event.js';

@Answers(RetireDetectorVersion)
export class RetireVersionHandler implements RequestHandler<RetireDetectorVersion> {
  constructor(private readonly versions: VersionRepository) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<RetireDetectorVersion>): Promise<Answer<RetireDetectorVersion>> {
    const known = await this.versions.lockFor(request.versionId, tx);
    if (!known) throw Refusal.notFound('version', request.versionId);
    if (known.state === 'retired') return { reply: versionView(known) };
    if (known.state === 'active') {
      const reason = 'The version is active; another one has to be before it can be retired.';
      throw Refusal.conflict(reason, []);
    }
    const retired = await this.versions.retire(known.id, effectiveFrom(new Date()), tx);
    const told = versionEvent(retired, caller);
    const events = [draft(DetectorVersionRetired, told, aboutVersion(retired))];
    return { reply: versionView(retired), events };
  }
}
