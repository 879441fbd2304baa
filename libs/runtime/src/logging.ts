import type { LoggerService } from '@nestjs/common';
import pino, { type Logger as Pino } from 'pino';
import { currentAgent, currentTrace } from './trace.js';

const SECRETS = ['password', 'token', 'secret', 'authorization', 'cookie'];

const root: Pino = pino({
  level: process.env['LOG_LEVEL'] ?? 'info',
  timestamp: pino.stdTimeFunctions.isoTime,
  messageKey: 'message',
  formatters: { level: (level) => ({ level }), bindings: () => ({}) },
  redact: { paths: SECRETS.flatMap((word) => [word, `*.${word}`]), censor: '[redacted]' },
  // Every line tells whose it is and which story it belongs to, without anyone passing it on.
  mixin: () => {
    const trace = currentTrace();
    return {
      agent: currentAgent(),
      ...(trace && { correlationId: trace.correlationId }),
    };
  },
});

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

function write(level: Level, message: unknown, optional: unknown[]): void {
  const last = optional.at(-1);
  const context = typeof last === 'string' ? last : undefined;
  const details = optional.slice(0, context === undefined ? undefined : -1);
  const fault = [message, ...details].find((each) => each instanceof Error);
  const stack = details.find((each) => typeof each === 'string');
  root[level](
    {
      ...(context && { context }),
      ...(fault && { err: fault }),
      ...(!fault && stack && { stack }),
      ...details.find(
        (each): each is object => typeof each === 'object' && each !== null && each !== fault,
      ),
    },
    typeof message === 'string' ? message : fault ? String(fault) : JSON.stringify(message),
  );
}

/** Nest's logger, writing one JSON object per line to standard output. */
export const structuredLogger: LoggerService = {
  log: (message, ...optional: unknown[]) => write('info', message, optional),
  error: (message, ...optional: unknown[]) => write('error', message, optional),
  warn: (message, ...optional: unknown[]) => write('warn', message, optional),
  debug: (message, ...optional: unknown[]) => write('debug', message, optional),
  verbose: (message, ...optional: unknown[]) => write('trace', message, optional),
  fatal: (message, ...optional: unknown[]) => write('fatal', message, optional),
};
