import { GetPart, ListParts } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { PartRepository } from '../../persistence/parts/part.repository.js';

@Answers(ListParts)
export class ListPartsHandler implements RequestHandler<ListParts> {
  constructor(private readonly parts: PartRepository) {}

  async execute({ request, tx }: Call<ListParts>): Promise<Answer<ListParts>> {
    return { reply: await this.parts.list(request, tx) };
  }
}

@Answers(GetPart)
export class GetPartHandler implements RequestHandler<GetPart> {
  constructor(private readonly parts: PartRepository) {}

  async execute({ request, tx }: Call<GetPart>): Promise<Answer<GetPart>> {
    const found = await this.parts.find(request.partId, tx);
    if (!found) throw Refusal.notFound('part', request.partId);
    return { reply: found };
  }
}
