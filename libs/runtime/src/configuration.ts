import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';

type ConfigurationClass<T extends object = object> = new () => T;

/** The environment does not hold what an agent needs; the message names every fault. */
export class ConfigurationFault extends Error {
  override readonly name = 'ConfigurationFault';
}

const wanted = new Map<string, Set<ConfigurationClass>>();
const loaded = new Map<string, Map<ConfigurationClass, object>>();

/** `databaseUrl` is read from `DATABASE_URL`. */
function variableOf(property: string): string {
  return property.replace(/([a-z\d])([A-Z])/g, '$1_$2').toUpperCase();
}

/**
 * Reads one setting. For agent `x`, `X_NAME` wins over `NAME`; either may instead be
 * given as a file (`NAME_FILE`), so that a secret need not stand in the environment.
 */
function read(agent: string, variable: string, faults: string[]): string | undefined {
  for (const name of [`${agent.toUpperCase()}_${variable}`, variable]) {
    const value = process.env[name];
    if (value !== undefined && value !== '') return value;
    const file = process.env[`${name}_FILE`];
    if (!file) continue;
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      faults.push(`${name}_FILE: ${file} cannot be read`);
    }
  }
  return undefined;
}

/** Reads one setting anew, for what may be exchanged while an agent runs; undefined where unset. */
export function currentSetting(agent: string, property: string): string | undefined {
  return read(agent, variableOf(property), []);
}

/** A field that is typed by its default alone carries no type that could be read at run time. */
function inTypeOf(value: unknown, text: string): unknown {
  if (typeof value === 'number') return Number(text);
  if (typeof value === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

function load<T extends object>(agent: string, type: ConfigurationClass<T>): [T, string[]] {
  const faults: string[] = [];
  const defaults = new type();
  const given = Object.entries(defaults).flatMap(([name, value]): [string, unknown][] => {
    const text = read(agent, variableOf(name), faults);
    return text === undefined ? [] : [[name, inTypeOf(value, text)]];
  });
  const instance = plainToInstance(
    type,
    { ...defaults, ...Object.fromEntries(given) },
    { enableImplicitConversion: true },
  );
  return [instance, [...faults, ...validateSync(instance).map((fault) => explain(fault))]];
}

function explain(fault: ValidationError): string {
  const reasons = Object.values(fault.constraints ?? {}).join(', ');
  return `${variableOf(fault.property)}: ${reasons}`;
}

/** Says that an agent needs a configuration class; to be called before it starts. */
export function requireConfiguration(agent: string, type: ConfigurationClass): void {
  const types = wanted.get(agent) ?? new Set();
  wanted.set(agent, types.add(type));
}

/** An agent's configuration; the first call reads all its classes and tells all faults at once. */
export function configurationOf<T extends object>(agent: string, type: ConfigurationClass<T>): T {
  let instances = loaded.get(agent);
  if (!instances?.has(type)) {
    instances = new Map();
    const faults: string[] = [];
    for (const each of (wanted.get(agent) ?? new Set<ConfigurationClass>()).add(type)) {
      const [instance, found] = load(agent, each);
      instances.set(each, instance);
      faults.push(...found);
    }
    if (faults.length > 0) {
      throw new ConfigurationFault(
        `The ${agent} agent cannot start; set or correct: ${faults.join('; ')}`,
      );
    }
    loaded.set(agent, instances);
  }
  return instances.get(type) as T;
}

/** Forgets what was read, so that a test can start an agent in another environment. */
export function forgetConfiguration(): void {
  loaded.clear();
}

/** Provides a configuration class, read for the given agent. */
export function configurationProvider<T extends object>(
  agent: string,
  type: ConfigurationClass<T>,
): FactoryProvider<T> {
  requireConfiguration(agent, type);
  return { provide: type, useFactory: () => configurationOf(agent, type) };
}

/** Makes an agent's own configuration class injectable. */
@Module({})
export class ConfigurationModule {
  static for(agent: string, type: ConfigurationClass): DynamicModule {
    return {
      module: ConfigurationModule,
      global: true,
      providers: [configurationProvider(agent, type)],
      exports: [type],
    };
  }
}
