import { GetMaintenanceRecord, ListMaintenanceRecords } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { MaintenanceRecordRepository } from '../../persistence/records/record.repository.js';

@Answers(ListMaintenanceRecords)
export class ListMaintenanceRecordsHandler implements RequestHandler<ListMaintenanceRecords> {
  constructor(private readonly records: MaintenanceRecordRepository) {}

  async execute({
    request,
    tx,
  }: Call<ListMaintenanceRecords>): Promise<Answer<ListMaintenanceRecords>> {
    return { reply: await this.records.list(request, tx) };
  }
}

@Answers(GetMaintenanceRecord)
export class GetMaintenanceRecordHandler implements RequestHandler<GetMaintenanceRecord> {
  constructor(private readonly records: MaintenanceRecordRepository) {}

  async execute({
    request,
    tx,
  }: Call<GetMaintenanceRecord>): Promise<Answer<GetMaintenanceRecord>> {
    const found = await this.records.find(request.recordId, tx);
    if (!found) throw Refusal.notFound('maintenance record', request.recordId);
    return { reply: found };
  }
}
