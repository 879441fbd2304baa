import { inspect } from 'node:util';
import { loggerTo } from './logging.js';
import { runAsAgent, runInTrace } from './trace.js';

const lines: string[] = [];
const logger = loggerTo({ write: (line) => void lines.push(line) });
const last = (): Record<string, unknown> =>
  JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;

describe('logging', () => {
  beforeEach(() => {
    lines.length = 0;
  });

  it('OBS-02: tells agent, correlation, context and level with every line', () => {
    const trace = { correlationId: 'c-1', actor: 'user:tess', traceparent: '' };
    runAsAgent('detection', () =>
      runInTrace(trace, () => {
        logger.warn('something came', 'detector');
      }),
    );
    expect(last()).toMatchObject({
      agent: 'detection',
      correlationId: 'c-1',
      context: 'detector',
      level: 'warn',
      message: 'something came',
    });
    expect(Date.parse(String(last()['time']))).not.toBeNaN();
  });

  it('logs on where LOG_LEVEL is no level, and says so', () => {
    const before = process.env['LOG_LEVEL'];
    process.env['LOG_LEVEL'] = 'loud';
    try {
      loggerTo({ write: (line) => void lines.push(line) }).log('something came');
    } finally {
      if (before === undefined) delete process.env['LOG_LEVEL'];
      else process.env['LOG_LEVEL'] = before;
    }
    expect(lines.join('')).toContain('LOG_LEVEL is \\"loud\\", none of trace, debug');
    expect(last()['message']).toBe('something came');
  });

  it('OBS-02: is one line of JSON, whatever the text holds', () => {
    logger.log('two\nlines "quoted"');
    expect(lines).toHaveLength(1);
    expect(last()['message']).toBe('two\nlines "quoted"');
  });

  it.each(['\r\n{"level":"fatal"}', '\u001b[2J', '\u009b31m', '\u2028', '\u202e', '\u007f', '\0'])(
    'stays one line that steers no terminal, with %j in its text, a field or an error',
    (evil) => {
      logger.error(`m${evil}`, { [`key${evil}`]: evil }, new Error(evil), `context${evil}`);
      expect(lines).toHaveLength(1);
      const [line = ''] = lines;
      expect(line.endsWith('}\n')).toBe(true);
      expect(line.slice(0, -1)).not.toMatch(
        /[^\u0020-\u007e\u00a0-\u2027\u2030-\uffff]|[\u202a-\u202e]/,
      );
      expect(last()).toMatchObject({ message: `m${evil}`, [`key${evil}`]: evil });
    },
  );

  it('keeps the fields of what is logged', () => {
    logger.log({ event: 'started', port: 7 }, 'server');
    expect(last()).toMatchObject({ event: 'started', port: 7, context: 'server' });
    logger.log('with details', { readings: 3, at: new Date(0) }, 'intake');
    expect(last()).toMatchObject({ readings: 3, at: '1970-01-01T00:00:00.000Z' });
  });

  it('tells an error with its stack and its cause', () => {
    const error = Object.assign(new TypeError('x is undefined', { cause: new Error('y') }), {
      code: 'E_X',
    });
    logger.error('it failed', error, 'requests');
    expect(last()['err']).toMatchObject({
      type: 'TypeError',
      message: 'x is undefined',
      code: 'E_X',
      cause: { message: 'y' },
    });
    expect(inspect(last()['err'])).toContain('logging.unit.spec');
    logger.error(error);
    expect(last()).toMatchObject({ message: 'TypeError: x is undefined' });
  });

  const hidden = 'correct horse';

  it.each<[string, unknown[]]>([
    ['a field', ['m', { password: hidden }]],
    ['a field of a field', ['m', { user: { name: 'tess', accessToken: hidden } }]],
    ['a list, deeper down', ['m', { a: { b: { c: [{ apiKey: hidden }] } } }]],
    ['headers', ['m', { headers: { Authorization: hidden, 'set-cookie': hidden } }]],
    ['what is logged in place of a message', [{ clientSecret: hidden }]],
    ['an address', [`cannot reach nats://agent:${encodeURIComponent(hidden)}@127.0.0.1:4222`]],
    ['an error’s address', [new Error(`postgres://me:${encodeURIComponent(hidden)}@host/db`)]],
    [
      'the parameters of a query',
      [
        Object.assign(new Error('duplicate key'), {
          query: `ALTER ROLE x PASSWORD '${hidden}'`,
          parameters: [hidden],
          driverError: { detail: `Key (password)=(${hidden}) already exists.` },
        }),
      ],
    ],
    ['a token within text', [`refused Bearer ${encodeURIComponent(hidden)}`]],
    [
      'a cause',
      [new Error('m', { cause: Object.assign(new Error('c'), { parameters: [hidden] }) })],
    ],
  ])('shows no secret in %s', (_, input) => {
    const [message, ...optional] = input;
    logger.error(message, ...optional);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(hidden);
    expect(lines[0]).not.toContain(encodeURIComponent(hidden));
  });

  it('survives what refers to itself', () => {
    const loop: Record<string, unknown> = { name: 'loop' };
    loop['self'] = loop;
    logger.log('round', { loop });
    expect(last()).toMatchObject({ loop: { name: 'loop' } });
  });
});
