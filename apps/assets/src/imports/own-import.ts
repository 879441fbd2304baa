import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import type { Import } from '../domain/import.js';
import { ImportRepository } from '../persistence/imports/import.repository.js';

/** Hands out imports; one that is not there is refused. */
@Injectable()
export class OwnImport {
  constructor(private readonly imports: ImportRepository) {}

  async find(id: string, tx: Transaction): Promise<Import> {
    return found(id, await this.imports.find(id, tx));
  }

  async lock(id: string, tx: Transaction): Promise<Import> {
    return found(id, await this.imports.lockFor(id, tx));
  }
}

function found(id: string, row: Import | undefined): Import {
  if (!row) throw Refusal.notFound('import', id);
  return row;
}
