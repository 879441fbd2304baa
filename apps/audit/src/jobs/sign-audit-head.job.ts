import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { ExportFile } from '../heads/export-file.js';
import { HeadSigner } from '../heads/head-signer.js';
import { HeadRepository } from '../persistence/head.repository.js';

@OnQueue('sign-audit-head')
export class SignAuditHeadJob implements TimedJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly heads: HeadRepository,
    private readonly signer: HeadSigner,
    private readonly file: ExportFile,
  ) {}

  async due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    const due = await this.heads.leaseDue(limit, tx);
    return due.map((each) => ({ ...each, id: each.tenantId }));
  }

  async run({ tenantId }: DueWork): Promise<void> {
    await this.unitOfWork.run(tenantId, async (tx) => {
      const due = await this.heads.lockDue(tx);
      if (!due) return;
      const signed = await this.signer.sign(tenantId, due.head, due.now);
      // Before the commit: a line that comes twice is as true as one, a line that lacks is not told.
      await this.file.add(signed);
      await this.heads.addSigned(signed, tx);
    });
  }
}
