import { Injectable } from '@nestjs/common';
import { readCredential } from '../auth/credential.js';
import { tokenInvalid } from '../auth/refused.js';
import { Changes } from '../changes/changes.js';
import type { HttpReply } from '../http/request.js';
import { Sessions } from '../sessions/sessions.js';
import type { TokensView } from './auth.dto.js';
import { Grant } from './grant.js';

/** Goes on with a session: a refresh token for new tokens. */
@Injectable()
export class Refresh {
  constructor(
    private readonly changes: Changes,
    private readonly sessions: Sessions,
    private readonly grant: Grant,
  ) {}

  async run(refreshToken: string, reply: HttpReply): Promise<TokensView> {
    const credential = readCredential('mwr', refreshToken);
    if (!credential) throw tokenInvalid('This is no refresh token of ours.');
    const by = { tenantId: credential.tenantId, actor: 'agent:gateway' };
    const refreshed = await this.changes.run(by, (tx) => this.sessions.refresh(credential, tx));
    switch (refreshed.kind) {
      case 'refreshed':
        return this.grant.show(credential.tenantId, refreshed, reply);
      case 'reused':
        throw tokenInvalid('This refresh token was used before; its session has ended.');
      case 'unknown':
        throw tokenInvalid('The session has ended, or this is none of its tokens; log in again.');
    }
  }
}
