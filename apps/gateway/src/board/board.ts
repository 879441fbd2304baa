import { createBullBoard } from '@bull-board/api';
import { FastifyAdapter } from '@bull-board/fastify';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config.js';
import type { HttpServer } from '../http/request.js';
import { BoardGuard } from './board-guard.js';
import { BoardTrail } from './board-trail.js';
import { showQueue } from './show-queue.js';
import { openQueues, type OpenQueue } from '@libs/jobs';

const PATH = '/board';

/** Shows the queues of every agent to those who may steer them. */
@Injectable()
export class Board implements OnApplicationShutdown {
  private queues: OpenQueue[] = [];

  constructor(
    private readonly config: GatewayConfig,
    private readonly guard: BoardGuard,
    private readonly trail: BoardTrail,
  ) {}

  /** Adds the board in a scope of its own, all of it behind the guard. */
  mount(server: HttpServer): void {
    this.queues = openQueues(this.config.redisUrl);
    const board = new FastifyAdapter().setBasePath(PATH);
    createBullBoard({
      queues: this.queues.map(showQueue),
      serverAdapter: board,
      options: { uiConfig: { boardTitle: 'Millwright queues' } },
    });
    const fault = { error: 'The queues do not answer now; try again shortly.' };
    board.setErrorHandler(() => ({ status: 500, body: fault }));
    server.register((scope, _options, done) => {
      scope.addHook('onRequest', (request, reply) => this.guard.check(request, reply));
      scope.addHook('onSend', (request, reply, payload) =>
        this.trail.note(request, reply).then(() => payload),
      );
      scope.register(board.registerPlugin(), { prefix: PATH });
      done();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.queues.map(({ queue }) => queue.close()));
  }
}
