import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

const PROJECT = 'fault-reporter';
const ISSUER = `https://securetoken.google.com/${PROJECT}`;

/** An issuer whose tokens look as those of a Firebase project, and whose keys are found here. */
export class Firebase {
  private constructor(
    private readonly server: Server,
    private readonly key: PrivateKey,
  ) {}

  static async start(): Promise<Firebase> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Firebase(server, privateKey);
  }

  /** What the gateway is told of it. */
  get issuers(): string {
    const { port } = this.server.address() as AddressInfo;
    const jwksUrl = `http://127.0.0.1:${port}/jwks`;
    return JSON.stringify([{ issuer: ISSUER, audience: PROJECT, jwksUrl, authTime: true }]);
  }

  /** The ID token of somebody who signed in with their e-mail address. */
  idToken(uid: string, email: string, expiresInSeconds = 3_600): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const iat = Math.min(now, now + expiresInSeconds - 60);
    return new SignJWT({
      ...{ iss: ISSUER, aud: PROJECT, sub: uid, user_id: uid, auth_time: iat },
      ...{ email, email_verified: true, iat, exp: now + expiresInSeconds },
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .sign(this.key);
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
