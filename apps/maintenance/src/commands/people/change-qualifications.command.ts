import { AddQualification, draft, RemoveQualification } from '@libs/contracts';
import { QualificationAdded, QualificationRemoved, type QualificationView } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { QualificationRepository } from '../../persistence/people/qualification.repository.js';

const told = ({ id, actor, name, skill, expiresOn }: QualificationView) =>
  [
    { qualificationId: id, actor, name, skill, ...(expiresOn !== null && { expiresOn }) },
    { subject: `qualification/${id}` },
  ] as const;

@Answers(AddQualification)
export class AddQualificationHandler implements RequestHandler<AddQualification> {
  constructor(private readonly qualifications: QualificationRepository) {}

  async execute({ request, tx }: Call<AddQualification>): Promise<Answer<AddQualification>> {
    const reply = await this.qualifications.add(request, tx);
    return { reply, events: [draft(QualificationAdded, ...told(reply))] };
  }
}

@Answers(RemoveQualification)
export class RemoveQualificationHandler implements RequestHandler<RemoveQualification> {
  constructor(private readonly qualifications: QualificationRepository) {}

  async execute({ request, tx }: Call<RemoveQualification>): Promise<Answer<RemoveQualification>> {
    const { qualificationId } = request;
    const reply = await this.qualifications.remove(qualificationId, tx);
    if (!reply) throw Refusal.notFound('qualification', qualificationId);
    return { reply, events: [draft(QualificationRemoved, ...told(reply))] };
  }
}
