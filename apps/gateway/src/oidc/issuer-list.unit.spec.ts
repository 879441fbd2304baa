import 'reflect-metadata';
import { firebaseIssuer } from './issuer.js';
import { readIssuers } from './issuer-list.js';

const fine = {
  issuer: 'https://login.example/',
  audience: 'plant',
  jwksUrl: 'https://login.example/keys',
};
const read = (...issuers: object[]) => readIssuers(JSON.stringify(issuers));

describe('the list of issuers', () => {
  it('names what is taken from each, with defaults', () => {
    expect(read(fine)).toEqual([
      { ...fine, algorithms: ['RS256'], tenant: 'default', authTime: false },
    ]);
    expect(read()).toEqual([]);
  });

  it.each<[string, object]>([
    ['keys over plain HTTP', { jwksUrl: 'http://login.example/keys' }],
    ['keys that seem to be on loopback', { jwksUrl: 'http://127.0.0.1.evil.example/keys' }],
    ['keys behind a name that looks like loopback', { jwksUrl: 'http://localhost@evil.example/' }],
    ['no algorithm', { algorithms: [] }],
    ['a shared secret', { algorithms: ['RS256', 'HS256'] }],
    ['no signature', { algorithms: ['none'] }],
    ['administrators out of nothing', { provision: 'admin' }],
    ['no audience', { audience: '' }],
    ['fields that nobody knows', { audiences: ['plant'] }],
    ['our own name', { issuer: 'millwright' }],
  ])('is refused with %s', (_, fault) => {
    expect(() => read({ ...fine, ...fault })).toThrow();
  });

  it('is refused when it names an issuer twice, or is no list', () => {
    expect(() => read(fine, fine)).toThrow('names an issuer twice');
    expect(() => readIssuers('{}')).toThrow('must be a JSON list');
    expect(() => readIssuers('[')).toThrow();
  });

  it('may take keys from loopback, for tests', () => {
    for (const host of ['localhost:9', '127.0.0.1:9', '127.0.0.1']) {
      expect(read({ ...fine, jwksUrl: `http://${host}/keys` })).toHaveLength(1);
    }
  });
});

it('takes of a Firebase project what its documentation demands', () => {
  expect(firebaseIssuer('my-plant', 'north')).toEqual({
    issuer: 'https://securetoken.google.com/my-plant',
    audience: 'my-plant',
    jwksUrl:
      'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
    algorithms: ['RS256'],
    tenant: 'north',
    authTime: true,
  });
});
