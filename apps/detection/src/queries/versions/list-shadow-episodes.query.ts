import { ListShadowEpisodes } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EpisodeRepository } from '../../persistence/versions/episode.repository.js';
import { VersionRepository } from '../../persistence/versions/version.repository.js';

@Answers(ListShadowEpisodes)
export class ListShadowEpisodesHandler implements RequestHandler<ListShadowEpisodes> {
  constructor(
    private readonly versions: VersionRepository,
    private readonly episodes: EpisodeRepository,
  ) {}

  async execute({ request, tx }: Call<ListShadowEpisodes>): Promise<Answer<ListShadowEpisodes>> {
    const { versionId } = request;
    if (!(await this.versions.find(versionId, tx))) throw Refusal.notFound('version', versionId);
    return { reply: await this.episodes.list(request, tx) };
  }
}
