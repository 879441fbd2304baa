import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { SealBroken, Sealer, UnitOfWork } from '@libs/database';
import { ContactRepository, secretPlace } from './persistence/contact.repository.js';

/** Seals what was kept in the clear by earlier versions, and anew what a previous key sealed. */
@Injectable()
export class KeepSecretsSealed implements OnModuleInit {
  private readonly logger = new Logger('secrets');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contacts: ContactRepository,
    private readonly sealer: Sealer,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.unitOfWork.system(async (tx) => {
      for (const { id, secret } of await this.contacts.lockStaleSecrets(this.sealer.prefix, tx)) {
        const open = this.opened(secret, secretPlace(id));
        if (open === undefined) continue;
        await this.contacts.saveSecret(id, this.sealer.seal(open, secretPlace(id)), tx);
      }
    });
  }

  /** Without its key a webhook fails by itself; people are still told in other ways. */
  private opened(secret: string, place: string): string | undefined {
    try {
      return this.sealer.isSealed(secret) ? this.sealer.open(secret, place) : secret;
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      this.logger.error(error.message);
      return undefined;
    }
  }
}
