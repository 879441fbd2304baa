import { LoginAttempts } from './login-attempts.js';

describe('counting failed logins', () => {
  const failTenTimes = (attempts: LoginAttempts): void => {
    for (let attempt = 0; attempt < 10; attempt += 1) expect(attempts.begin('a', 0)).toBe(0);
  };

  it('makes the eleventh attempt within a minute wait for its end', () => {
    const attempts = new LoginAttempts();
    failTenTimes(attempts);
    expect(attempts.begin('a', 30_000)).toBe(30);
    expect(attempts.begin('a', 60_000)).toBe(0);
  });

  it('keeps users and addresses apart', () => {
    const attempts = new LoginAttempts();
    failTenTimes(attempts);
    expect(attempts.begin('b', 1)).toBe(0);
  });

  it('starts over after a success', () => {
    const attempts = new LoginAttempts();
    failTenTimes(attempts);
    attempts.succeeded('a');
    expect(attempts.begin('a', 1)).toBe(0);
  });
});
