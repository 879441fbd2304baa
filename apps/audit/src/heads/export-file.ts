import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AuditConfig } from '../audit.config.js';
import type { SignedHead } from '../domain/entry.js';

/** Files of signed heads, one per day and one line per tenant; only ever added to. */
@Injectable()
export class ExportFile {
  constructor(private readonly config: AuditConfig) {}

  /** Resolves once the line would outlive a power cut. */
  async add(head: SignedHead): Promise<void> {
    const { auditExportDir } = this.config;
    if (auditExportDir === '') return;
    await mkdir(auditExportDir, { recursive: true });
    // For whoever copies it away to read: it holds hashes, nothing secret.
    const file = await open(join(auditExportDir, `${head.day}.jsonl`), 'a', 0o644);
    try {
      await file.appendFile(`${JSON.stringify(head)}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
  }
}
