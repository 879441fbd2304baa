import { ShelveAlarm } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { longestShelvingMinutes } from '../../domain/longest-shelving.js';
import { ChangeAlarm } from '../../following/change-alarm.js';
import { PolicyRepository } from '../../persistence/policy.repository.js';

@Answers(ShelveAlarm)
export class ShelveAlarmHandler implements RequestHandler<ShelveAlarm> {
  constructor(
    private readonly alarms: ChangeAlarm,
    private readonly policies: PolicyRepository,
  ) {}

  async execute({ request, caller, tx }: Call<ShelveAlarm>): Promise<Answer<ShelveAlarm>> {
    const { alarmId, minutes, reason } = request;
    const policy = await this.policies.get(tx);
    return this.alarms.change(
      { alarmId, caller, text: reason },
      ({ severity }) => ({
        kind: 'shelve',
        at: new Date(),
        minutes,
        by: caller.name,
        reason,
        longestMinutes: longestShelvingMinutes(severity, policy),
      }),
      tx,
    );
  }
}
