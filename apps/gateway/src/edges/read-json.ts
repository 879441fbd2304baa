import { isUtf8 } from 'node:buffer';
import { ContractBroken } from '@libs/messaging';
import { HttpProblem } from '../http/problem.js';

const DEPTH = 32;
const KEYS = 1_000;
/** Names that would reach into the prototype of what they are copied to. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

interface Level {
  readonly value: object;
  readonly depth: number;
  readonly path: string;
}

function unreadable(detail: string): HttpProblem {
  return new HttpProblem({ status: 400, title: 'Bad Request', detail });
}

/** Throws for data that is dangerous or dear to work with, whatever its contract says. */
export function assertHarmless(value: unknown, where: string): void {
  const refuse = (field: string, message: string): ContractBroken =>
    new ContractBroken(where, [{ field, message }]);
  // A list of what is left to look at: recursion would end where an attacker wants it to.
  const left: Level[] = [];
  const add = (each: unknown, depth: number, path: string): void => {
    if (typeof each === 'object' && each !== null) left.push({ value: each, depth, path });
  };
  add(value, 1, '');
  for (let level = left.pop(); level; level = left.pop()) {
    const { depth, path } = level;
    if (depth > DEPTH) throw refuse('', `is nested deeper than ${DEPTH} levels`);
    const entries = Object.entries(level.value);
    if (!Array.isArray(level.value) && entries.length > KEYS) {
      throw refuse(path, `has more than ${KEYS} fields`);
    }
    for (const [key, each] of entries) {
      const field = path === '' ? key : `${path}.${key}`;
      if (FORBIDDEN.includes(key)) throw refuse(field, `must not be called ${key}`);
      add(each, depth + 1, field);
    }
  }
}

/** Reads a body that calls itself JSON. */
export function readJson(bytes: Buffer): unknown {
  if (bytes.length === 0) throw unreadable('The body is empty.');
  if (!isUtf8(bytes)) throw unreadable('The body is not UTF-8.');
  const value = parsed(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  assertHarmless(value, 'body');
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unreadable('The body is not JSON.');
  }
}
