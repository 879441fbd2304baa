import { DetectorVersionDrafted, draft, DraftDetectorVersion } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { faultOfVersion } from '../../domain/versions/version.js';
import { versionView } from '../../persistence/versions/version-view.js';
import { VersionRepository } from '../../persistence/versions/version.repository.js';
import { aboutVersion, versionEvent } from '../../versioning/version-event.js';

@Answers(DraftDetectorVersion)
export class DraftVersionHandler implements RequestHandler<DraftDetectorVersion> {
  constructor(private readonly versions: VersionRepository) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<DraftDetectorVersion>): Promise<Answer<DraftDetectorVersion>> {
    const { kind, name, note = null, settings } = request;
    const fault = faultOfVersion(kind, settings);
    if (fault) throw Refusal.invalid([fault]);
    const written = { id: uuidv7(), kind, name, note, settings, author: caller.name };
    const drafted = await this.versions.add(written, tx);
    const told = versionEvent(drafted, caller);
    const events = [draft(DetectorVersionDrafted, told, aboutVersion(drafted))];
    return { reply: versionView(drafted), events };
  }
}
