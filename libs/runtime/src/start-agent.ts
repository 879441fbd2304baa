import 'reflect-metadata';
import type { INestApplication, INestMicroservice, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { AbstractHttpAdapter } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { AgentIdentity } from './agent-identity.js';
import { AgentLifecycle } from './lifecycle.js';
import { structuredLogger } from './logging.js';
import { runAsAgent } from './trace.js';

/** Where an agent's module provides the transport that it listens on. */
export const TRANSPORT = Symbol('transport');

const STOP_TIMEOUT_MS = 20_000;

/** What an agent with an HTTP interface adds. */
export interface HttpInterface {
  readonly adapter: () => AbstractHttpAdapter;
  /** Sets routes, documents and listening up; called before the transport listens. */
  readonly configure: (app: INestApplication) => Promise<void>;
  readonly listen: (app: INestApplication) => Promise<void>;
}

/** An agent that takes work. */
export interface RunningAgent {
  readonly agent: string;
  readonly app: INestApplication | INestMicroservice;
  /** Ends intake, finishes what is under way, lets go of everything; may be called again. */
  stop(): Promise<void>;
}

async function withHttp(module: Type, http: HttpInterface): Promise<INestApplication> {
  const app = await NestFactory.create(module, http.adapter(), {
    logger: structuredLogger,
    abortOnError: false,
  });
  app.connectMicroservice({ strategy: app.get<CustomTransportStrategy>(TRANSPORT) });
  await http.configure(app);
  return app;
}

function withoutHttp(module: Type): Promise<INestMicroservice> {
  return NestFactory.createMicroservice(module, {
    logger: structuredLogger,
    abortOnError: false,
    inject: [TRANSPORT],
    useFactory: (strategy: CustomTransportStrategy) => ({ strategy }),
  });
}

async function listen(
  app: INestApplication | INestMicroservice,
  http: HttpInterface | undefined,
): Promise<void> {
  if ('startAllMicroservices' in app) {
    await app.startAllMicroservices();
    await http?.listen(app);
  } else {
    await app.listen();
  }
}

/** Starts an agent within this process and returns once it takes work. */
export async function createAgent(
  agent: string,
  module: Type,
  http?: HttpInterface,
): Promise<RunningAgent> {
  return runAsAgent(agent, async () => {
    const app = http ? await withHttp(module, http) : await withoutHttp(module);
    const lifecycle = app.get(AgentLifecycle);
    lifecycle.moveTo('starting', app.get(AgentIdentity).instanceId);
    try {
      await listen(app, http);
    } catch (error) {
      await app.close().catch(() => undefined);
      throw error;
    }
    lifecycle.moveTo('running', 'listening');
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      lifecycle.moveTo('draining', 'asked to stop');
      await app.close();
      lifecycle.moveTo('stopped', 'closed');
    };
    return { agent, app, stop: () => (stopping ??= runAsAgent(agent, stop)) };
  });
}

/** An agent as a process starts it. */
export interface AgentProgram {
  readonly agent: string;
  readonly module: Type;
  readonly http?: HttpInterface;
}

/** Starts agents as this process, stops them on SIGTERM or SIGINT, within 20 seconds. */
export async function startAgents(programs: readonly AgentProgram[]): Promise<void> {
  const running: RunningAgent[] = [];
  const stop = async (code: number): Promise<never> => {
    const timer = setTimeout(() => process.exit(1), STOP_TIMEOUT_MS);
    // Backwards, so that what takes requests in goes first.
    const results = await Promise.allSettled([...running].reverse().map((each) => each.stop()));
    clearTimeout(timer);
    process.exit(results.some((each) => each.status === 'rejected') ? 1 : code);
  };
  process.once('SIGTERM', () => void stop(0));
  process.once('SIGINT', () => void stop(0));
  try {
    for (const { agent, module, http } of programs) {
      running.push(await createAgent(agent, module, http));
    }
  } catch (error) {
    structuredLogger.fatal?.(error instanceof Error ? error.message : String(error), error);
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await stop(1);
  }
}
