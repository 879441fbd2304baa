import { pathOf, type HttpRequest } from '../http/request.js';

/** What somebody did on the board. */
export interface Steering {
  readonly queue: string;
  readonly action: string;
  readonly jobId?: string;
}

/** What is done to every queue at once. */
const OF_ALL = ['pause', 'resume'];
/** Their second word is a state of jobs, not the action. */
const OF_MANY = ['retry', 'clean'];

/** What a request to the board's API changes; nothing when it only looks. */
export function steeringOf(request: HttpRequest): Steering | undefined {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const [, after = ''] = pathOf(request).split('/api/queues/');
  const [queue = '', first = '', second] = after.split('/').map(decodeURIComponent);
  if (queue === '' || (first === '' && OF_ALL.includes(queue))) {
    return { queue: 'all', action: queue === '' ? 'change' : queue };
  }
  if (second === undefined) return { queue, action: first === '' ? 'remove' : first };
  if (OF_MANY.includes(first)) return { queue, action: `${first} all ${second}` };
  return { queue, action: second, jobId: first };
}
