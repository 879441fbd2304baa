import { readApiEnvironment, readNatsEnvironment } from './environment.js';
import { readOptions } from './options.js';

describe('the command line', () => {
  it('runs with defaults', () => {
    expect(readOptions([])).toMatchObject({ command: 'run', periodMs: 2000, historyMs: 7_200_000 });
  });

  it.each([
    [['--period-ms', '3'], '--period-ms takes a whole number from 100 to 3600000, not "3".'],
    [['--history', 'long'], '--history takes a time such as 90s, 30m, 2h, 1d or 0, not "long".'],
    [['fly'], '"fly" is not a command; see --help.'],
    [['--nope'], "Unknown option '--nope'; see --help."],
  ])('answers %j with one sentence', (argv, sentence) => {
    expect(() => readOptions(argv)).toThrow(sentence);
  });

  it('says which variable is missing or wrong', () => {
    expect(() => readNatsEnvironment({})).toThrow('Set TENANT_ID to');
    expect(() => readNatsEnvironment({ TENANT_ID: 'a.b' })).toThrow('TENANT_ID may hold');
    expect(() => readNatsEnvironment({ TENANT_ID: 'a', NATS_URL: 'nowhere' })).toThrow(
      'NATS_URL is not',
    );
    expect(() => readApiEnvironment({ API_URL: 'http://x' })).toThrow('Set ADMIN_USER to');
  });
});
