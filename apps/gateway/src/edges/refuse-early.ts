import { HttpProblem } from '../http/problem.js';
import { headerOf, pathOf, type HttpServer } from '../http/request.js';

const URL_LENGTH = 4_096;
const FORM = /^application\/x-www-form-urlencoded/i;

/** Refuses what no route takes, before anything is read or looked up. */
export function refuseEarly(server: HttpServer): void {
  // What a form of any page can send without asking first is JSON nowhere.
  server.removeContentTypeParser('text/plain');
  server.addHook('onRequest', (request, _reply, done) => {
    if (request.url.length > URL_LENGTH) {
      const detail = `An address may have ${URL_LENGTH} characters.`;
      return done(new HttpProblem({ status: 414, title: 'URI Too Long', detail }));
    }
    if (pathOf(request).startsWith('/api/') && FORM.test(headerOf(request, 'content-type') ?? '')) {
      const detail = 'The body must be JSON.';
      return done(new HttpProblem({ status: 415, title: 'Unsupported Media Type', detail }));
    }
    done();
  });
}
