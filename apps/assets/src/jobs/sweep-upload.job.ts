import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { ObjectStore } from '@libs/storage';
import { UploadRepository } from '../persistence/equipment/upload.repository.js';

/** Clears away files that became no document, and those of documents removed long enough ago. */
@OnQueue('sweep-upload')
export class SweepUploadJob implements TimedJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly uploads: UploadRepository,
    private readonly store: ObjectStore,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.uploads.leaseDue(limit, tx);
  }

  async run({ tenantId, id }: DueWork): Promise<void> {
    // From here on nobody makes a document of it, so that its content can go.
    if (!(await this.unitOfWork.run(tenantId, (tx) => this.uploads.condemn(id, tx)))) return;
    await this.store.remove({ tenantId, id });
    await this.unitOfWork.run(tenantId, (tx) => this.uploads.forget(id, tx));
  }
}
