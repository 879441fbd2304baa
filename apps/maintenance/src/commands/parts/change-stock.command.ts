import { AddPart, draft, PartAdded, PartReceived, ReceivePart } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { refuseNothing } from '../../life-cycle/refuse-nothing.js';
import { PartRepository } from '../../persistence/parts/part.repository.js';

@Answers(AddPart)
export class AddPartHandler implements RequestHandler<AddPart> {
  constructor(private readonly parts: PartRepository) {}

  async execute({ request, tx }: Call<AddPart>): Promise<Answer<AddPart>> {
    const reply = await this.parts.add(request, tx);
    if (!reply) throw Refusal.conflict(`There is a part ${request.number} already.`);
    const { id: partId, number, name, unitCost } = reply;
    const told = { partId, number, name, unitCost };
    return { reply, events: [draft(PartAdded, told, { subject: `part/${partId}` })] };
  }
}

@Answers(ReceivePart)
export class ReceivePartHandler implements RequestHandler<ReceivePart> {
  constructor(private readonly parts: PartRepository) {}

  async execute({ request, tx }: Call<ReceivePart>): Promise<Answer<ReceivePart>> {
    const { partId, quantity } = request;
    refuseNothing(quantity);
    const reply = await this.parts.receive(request, tx);
    if (!reply) throw Refusal.notFound('part', partId);
    const { number, stock, unitCost } = reply;
    const told = { partId, number, quantity, stock, unitCost };
    return { reply, events: [draft(PartReceived, told, { subject: `part/${partId}` })] };
  }
}
