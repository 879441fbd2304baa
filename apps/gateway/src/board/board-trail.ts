import { Injectable } from '@nestjs/common';
import { draft, QueueSteered } from '@libs/contracts';
import { Changes } from '../changes/changes.js';
import { principalOf, type HttpReply, type HttpRequest } from '../http/request.js';
import { steeringOf } from './steering.js';

/** Tells who steered the queues; the audit trail keeps it. */
@Injectable()
export class BoardTrail {
  constructor(private readonly changes: Changes) {}

  async note(request: HttpRequest, reply: HttpReply): Promise<void> {
    const steering = steeringOf(request);
    if (!steering || reply.statusCode >= 300) return;
    const { caller } = principalOf(request);
    const told = draft(
      QueueSteered,
      { ...steering, steeredBy: caller.name },
      { subject: `queue/${steering.queue}` },
    );
    await this.changes.run(caller, () => Promise.resolve({ reply: undefined, events: [told] }));
  }
}
