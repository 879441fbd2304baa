import type { LoggerService } from '@nestjs/common';
import pino, { type DestinationStream } from 'pino';
import { currentAgent, currentTrace } from './trace.js';
import { withoutCredentials, withoutSecrets } from './without-secrets.js';

// Escape sequences of eight bits, line ends of Unicode, and what turns the direction of text round.
const UNSEEN = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

/** A logger for Nest that writes one JSON object per line, without secrets. */
export function loggerTo(destination?: DestinationStream): LoggerService {
  const wanted = process.env['LOG_LEVEL'] ?? 'info';
  const isLevel = wanted === 'silent' || wanted in pino.levels.values;
  const options = {
    level: isLevel ? wanted : 'info',
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: 'message',
    formatters: {
      level: (level: string) => ({ level }),
      bindings: () => ({}),
      log: (line: object) => withoutSecrets(line) as Record<string, unknown>,
    },
    // JSON lets these stand; whoever reads the log in a terminal must not be misled by a sender.
    hooks: { streamWrite: (line: string) => line.replace(UNSEEN, escaped) },
    // Errors were described without what they carry; pino would spread that out again.
    serializers: { err: (described: unknown) => described },
    // Every line tells whose it is and which story it belongs to, without anyone passing it on.
    mixin: () => {
      const trace = currentTrace();
      return {
        agent: currentAgent(),
        ...(trace && { correlationId: trace.correlationId }),
      };
    },
  };
  const root = destination ? pino(options, destination) : pino(options);
  if (!isLevel) {
    const levels = Object.keys(pino.levels.values).join(', ');
    root.warn(`LOG_LEVEL is "${wanted}", none of ${levels} and silent: info is taken`);
  }
  const write = (level: Level, message: unknown, optional: unknown[]): void => {
    const last = optional.at(-1);
    const context = typeof last === 'string' ? last : undefined;
    const details = [message, ...optional.slice(0, context === undefined ? undefined : -1)];
    const fault = details.find((each) => each instanceof Error);
    const stack = details.slice(1).find((each) => typeof each === 'string');
    const fields = details.find(
      (each): each is object => typeof each === 'object' && each !== null && each !== fault,
    );
    const text =
      typeof message === 'string' ? message : fault ? String(fault) : (context ?? 'no message');
    root[level](
      {
        ...(context && { context }),
        ...(fault && { err: fault }),
        ...(!fault && stack && { stack }),
        ...fields,
      },
      withoutCredentials(text),
    );
  };
  return {
    log: (message, ...optional: unknown[]) => write('info', message, optional),
    error: (message, ...optional: unknown[]) => write('error', message, optional),
    warn: (message, ...optional: unknown[]) => write('warn', message, optional),
    debug: (message, ...optional: unknown[]) => write('debug', message, optional),
    verbose: (message, ...optional: unknown[]) => write('trace', message, optional),
    fatal: (message, ...optional: unknown[]) => write('fatal', message, optional),
  };
}

/** Nest's logger, writing to standard output. */
export const structuredLogger: LoggerService = loggerTo();
