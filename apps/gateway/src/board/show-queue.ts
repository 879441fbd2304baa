import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { QueueRow } from '@libs/contracts';
import type { DueWork, OpenQueue } from '@libs/jobs';

type Shown = Readonly<{ data?: Partial<DueWork> }>;

/** A queue as people read it: its title, what each job does, and the way to what it is about. */
export function showQueue({ agent, row, queue }: OpenQueue): BullMQAdapter {
  const adapter = new BullMQAdapter(queue, {
    displayName: `${agent}: ${row.title}`,
    externalJobUrl: ({ data }) => linkOf(row, data as Partial<DueWork>),
  });
  adapter.setFormatter('name', ({ data }: Shown) => data?.label ?? row.job);
  return adapter;
}

/** What a job is about, or where that has no page, the story that led to it. */
function linkOf({ path }: QueueRow, { id, correlationId }: Partial<DueWork>) {
  if (path !== undefined && id !== undefined) {
    return { href: path.replace(':id', id), displayText: 'What it is about' };
  }
  return { href: `/api/v1/traces/${correlationId ?? ''}`, displayText: 'How it came to this' };
}
