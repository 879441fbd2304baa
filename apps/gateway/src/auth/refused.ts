import { HttpProblem } from '../http/problem.js';

/** A 401 with its reason, and the challenge that tells it to programs. */
export function unauthorised(title: string, detail: string, error?: string): HttpProblem {
  const challenge = error ? `Bearer error="${error}", error_description="${detail}"` : 'Bearer';
  const headers = { 'WWW-Authenticate': challenge };
  return new HttpProblem({ status: 401, title, detail, headers });
}

export const tokenMissing = (): HttpProblem =>
  unauthorised('Token missing', 'Log in and send the token as a bearer.');

export const tokenExpired = (detail = 'The token has expired; log in again.'): HttpProblem =>
  unauthorised('Token expired', detail, 'invalid_token');

export const tokenInvalid = (detail = 'The token is not one of ours.'): HttpProblem =>
  unauthorised('Token invalid', detail, 'invalid_token');
