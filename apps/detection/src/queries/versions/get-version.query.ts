import { GetDetectorVersion } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { versionView } from '../../persistence/versions/version-view.js';
import { SwitchRepository } from '../../persistence/versions/switch.repository.js';
import { VersionRepository } from '../../persistence/versions/version.repository.js';

@Answers(GetDetectorVersion)
export class GetVersionHandler implements RequestHandler<GetDetectorVersion> {
  constructor(
    private readonly versions: VersionRepository,
    private readonly switches: SwitchRepository,
  ) {}

  async execute({ request, tx }: Call<GetDetectorVersion>): Promise<Answer<GetDetectorVersion>> {
    const { versionId } = request;
    const known = await this.versions.find(versionId, tx);
    if (!known) throw Refusal.notFound('version', versionId);
    return { reply: versionView(known, await this.switches.listOf(versionId, tx)) };
  }
}
