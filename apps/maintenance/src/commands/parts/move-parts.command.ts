import {
  draft,
  IssuePart,
  NeedPart,
  ReservePart,
  ReturnPart,
  UnreservePart,
} from '@libs/contracts';
import {
  PartIssued,
  PartNeeded,
  PartReserved,
  PartReturned,
  PartUnreserved,
} from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { MoveParts } from '../../life-cycle/move-parts.js';

@Answers(NeedPart)
export class NeedPartHandler implements RequestHandler<NeedPart> {
  constructor(private readonly parts: MoveParts) {}

  async execute({ request, caller, tx }: Call<NeedPart>): Promise<Answer<NeedPart>> {
    const { reply, told } = await this.parts.need(request, caller, tx);
    const { expectedAt } = request;
    const when = expectedAt === undefined ? {} : { expectedAt };
    return { reply, events: [draft(PartNeeded, { ...told, ...when })] };
  }
}

@Answers(ReservePart)
export class ReservePartHandler implements RequestHandler<ReservePart> {
  constructor(private readonly parts: MoveParts) {}

  async execute({ request, caller, tx }: Call<ReservePart>): Promise<Answer<ReservePart>> {
    const { reply, told } = await this.parts.move('reserve', request, caller, tx);
    return { reply, events: [draft(PartReserved, told)] };
  }
}

@Answers(UnreservePart)
export class UnreservePartHandler implements RequestHandler<UnreservePart> {
  constructor(private readonly parts: MoveParts) {}

  async execute({ request, caller, tx }: Call<UnreservePart>): Promise<Answer<UnreservePart>> {
    const { reply, told } = await this.parts.move('unreserve', request, caller, tx);
    return { reply, events: [draft(PartUnreserved, told)] };
  }
}

@Answers(IssuePart)
export class IssuePartHandler implements RequestHandler<IssuePart> {
  constructor(private readonly parts: MoveParts) {}

  async execute({ request, caller, tx }: Call<IssuePart>): Promise<Answer<IssuePart>> {
    const { reply, told } = await this.parts.move('issue', request, caller, tx);
    return { reply, events: [draft(PartIssued, { ...told, cost: reply.cost })] };
  }
}

@Answers(ReturnPart)
export class ReturnPartHandler implements RequestHandler<ReturnPart> {
  constructor(private readonly parts: MoveParts) {}

  async execute({ request, caller, tx }: Call<ReturnPart>): Promise<Answer<ReturnPart>> {
    const { reply, told } = await this.parts.move('giveBack', request, caller, tx);
    return { reply, events: [draft(PartReturned, { ...told, cost: reply.cost })] };
  }
}
