import type { HttpRequest } from '../http/request.js';
import { steeringOf } from './steering.js';

const sent = (method: string, path: string) =>
  steeringOf({ method, url: `/board/api/queues${path}` } as HttpRequest);

describe('what somebody does on the board', () => {
  it('is read from the way it is asked', () => {
    expect(sent('PUT', '/deliver-notification/1-6/retry')).toEqual({
      queue: 'deliver-notification',
      action: 'retry',
      jobId: '1-6',
    });
    expect(sent('PUT', '/deliver-notification/retry/failed?x=1')).toEqual({
      queue: 'deliver-notification',
      action: 'retry all failed',
    });
    expect(sent('PUT', '/deliver-notification/pause')?.action).toBe('pause');
    expect(sent('PUT', '/pause')).toEqual({ queue: 'all', action: 'pause' });
  });

  it('is nothing while they only look', () => {
    expect(sent('GET', '/deliver-notification/1-6')).toBeUndefined();
  });
});
