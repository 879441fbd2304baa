import { ListDetectorVersions } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { VersionRepository } from '../../persistence/versions/version.repository.js';

@Answers(ListDetectorVersions)
export class ListVersionsHandler implements RequestHandler<ListDetectorVersions> {
  constructor(private readonly versions: VersionRepository) {}

  async execute({
    request,
    tx,
  }: Call<ListDetectorVersions>): Promise<Answer<ListDetectorVersions>> {
    return { reply: await this.versions.list(request, tx) };
  }
}
