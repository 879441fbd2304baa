/** Stands for the technician's phone: takes the webhooks the demo's notifications are sent to. */
import { createServer } from 'node:http';
import { atEnd } from '../processes/lifetime.mjs';

/** Listens on a free loopback port; `messages` are the bodies received so far. */
export const startPhone = async () => {
  const messages = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    messages.push(body);
    response.writeHead(204).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}/`, messages };
};
