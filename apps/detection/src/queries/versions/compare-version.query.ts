import { CompareDetectorVersion } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { VersionRepository } from '../../persistence/versions/version.repository.js';
import { CompareVersion } from '../../versioning/compare-version.js';

@Answers(CompareDetectorVersion)
export class CompareVersionHandler implements RequestHandler<CompareDetectorVersion> {
  constructor(
    private readonly versions: VersionRepository,
    private readonly comparing: CompareVersion,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<CompareDetectorVersion>): Promise<Answer<CompareDetectorVersion>> {
    const known = await this.versions.find(request.versionId, tx);
    if (!known) throw Refusal.notFound('version', request.versionId);
    return { reply: await this.comparing.compare(known, caller, tx) };
  }
}
