import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsBoolean, IsInt, IsOptional, Matches, Min } from 'class-validator';
import {
  ConfigurationFault,
  configurationOf,
  currentSetting,
  forgetConfiguration,
  requireConfiguration,
} from './configuration.js';

class StoreConfig {
  @Matches(/^db:/, { message: 'must begin with db:' }) storeUrl = '';
  @IsInt() @Min(1) storePoolSize = 5;
  @IsBoolean() storeTls = true;
}

class MailConfig {
  @Matches(/@/, { message: 'must be an address' }) mailFrom = '';
  @IsOptional() @IsInt() mailPort?: number = undefined;
}

describe('the configuration of an agent', () => {
  const environment = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'millwright-configuration-'));

  beforeEach(() => {
    process.env = { STORE_URL: 'db:shared', MAIL_FROM: 'plant@example.org' };
    forgetConfiguration();
  });

  afterAll(() => {
    process.env = environment;
    rmSync(folder, { recursive: true });
  });

  const inFile = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('OPS-02: comes from the environment, in the type of the field, with its defaults', () => {
    process.env['STORE_POOL_SIZE'] = '12';
    process.env['STORE_TLS'] = 'false';
    process.env['MAIL_PORT'] = '25';
    expect(configurationOf('alpha', StoreConfig)).toEqual({
      storeUrl: 'db:shared',
      storePoolSize: 12,
      storeTls: false,
    });
    expect(configurationOf('alpha', MailConfig)).toMatchObject({ mailPort: 25 });
  });

  it('prefers what is meant for the agent', () => {
    process.env['ALPHA_STORE_URL'] = 'db:own';
    expect(configurationOf('alpha', StoreConfig).storeUrl).toBe('db:own');
    expect(configurationOf('beta', StoreConfig).storeUrl).toBe('db:shared');
  });

  it('SEC-10: reads a secret from a file, that of the agent before anything shared', () => {
    delete process.env['STORE_URL'];
    process.env['STORE_URL_FILE'] = inFile('shared', 'db:in a file\n');
    expect(configurationOf('alpha', StoreConfig).storeUrl).toBe('db:in a file');
    process.env['STORE_URL'] = 'db:shared';
    process.env['BETA_STORE_URL_FILE'] = inFile('own', 'db:own file');
    expect(configurationOf('beta', StoreConfig).storeUrl).toBe('db:own file');
  });

  it('can be asked for one setting anew, whatever was read at the start', () => {
    process.env['ALPHA_STORE_URL_FILE'] = inFile('rotated', 'db:first');
    expect(configurationOf('alpha', StoreConfig).storeUrl).toBe('db:first');
    inFile('rotated', 'db:second');
    expect(currentSetting('alpha', 'storeUrl')).toBe('db:second');
    rmSync(join(folder, 'rotated'));
    delete process.env['STORE_URL'];
    expect(currentSetting('alpha', 'storeUrl')).toBeUndefined();
  });

  it('takes an empty variable for one that is not set', () => {
    process.env['STORE_POOL_SIZE'] = '';
    expect(configurationOf('alpha', StoreConfig).storePoolSize).toBe(5);
  });

  it('OPS-02: tells all faults of all its classes at once, by the name to set', () => {
    requireConfiguration('gamma', StoreConfig);
    requireConfiguration('gamma', MailConfig);
    process.env = {
      STORE_POOL_SIZE: 'many',
      STORE_TLS: 'perhaps',
      MAIL_PORT: '2.5',
      MAIL_FROM_FILE: join(folder, 'not there'),
    };
    const read = (): unknown => configurationOf('gamma', StoreConfig);
    expect(read).toThrow(ConfigurationFault);
    for (const fault of [
      'STORE_URL: must begin with db:',
      'STORE_POOL_SIZE: ',
      'STORE_TLS: ',
      'MAIL_PORT: ',
      'MAIL_FROM_FILE: ',
    ]) {
      expect(read).toThrow(fault);
    }
  });

  it('tells no value that it was given', () => {
    process.env['STORE_URL'] = 'postgres://me:hidden@host';
    expect(() => configurationOf('alpha', StoreConfig)).toThrow(/^(?!.*hidden)/s);
  });
});
