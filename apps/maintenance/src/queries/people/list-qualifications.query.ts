import { ListQualifications } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { QualificationRepository } from '../../persistence/people/qualification.repository.js';

@Answers(ListQualifications)
export class ListQualificationsHandler implements RequestHandler<ListQualifications> {
  constructor(private readonly qualifications: QualificationRepository) {}

  async execute({ request, tx }: Call<ListQualifications>): Promise<Answer<ListQualifications>> {
    return { reply: await this.qualifications.list(request, tx) };
  }
}
