import { Body, Controller, Get, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiTags, getSchemaPath } from '@nestjs/swagger';
import {
  AddMaintenanceRecord,
  FAILURE_CODES,
  GetEquipment,
  GetMaintenanceRecord,
  ListMaintenanceRecords,
} from '@libs/contracts';
import { readAs } from '@libs/messaging';
import { Permission } from '../auth/permission.js';
import { Created, ListOfAll, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { PageAnswer } from '../http/envelope.js';
import { recordInOurWords, recordInTheirWords } from './record-words.js';
import {
  EquipmentRecordsQuery,
  FailureCodeView,
  FleetRecordBody,
  MaintenanceRecordBody,
  RecordAnswer,
} from './record.dto.js';

const refTo = (body: Type) => ({ $ref: getSchemaPath(body) });

@ApiTags('maintenance records')
@Controller('api/v1')
export class MaintenanceRecordsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get('maintenance-records')
  @Permission('maintenance_records.read')
  @PageOf(RecordAnswer, 'What was done, the latest first')
  async listMaintenanceRecords(
    @Query() query: ListMaintenanceRecords,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    const { items, totalCount } = await this.agents.ask(ListMaintenanceRecords, query, asking);
    return PageAnswer.of(items.map(recordInTheirWords), totalCount, query);
  }

  @Get('maintenance-records/:id')
  @Permission('maintenance_records.read')
  @One(RecordAnswer, 'One maintenance record; it never changes')
  async getMaintenanceRecord(
    @Param('id') recordId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<RecordAnswer> {
    return recordInTheirWords(await this.agents.ask(GetMaintenanceRecord, { recordId }, asking));
  }

  @Get('equipment/:id/maintenance')
  @Permission('maintenance_records.read')
  @PageOf(RecordAnswer, 'What was done at a piece of equipment, the latest first')
  async listEquipmentMaintenance(
    @Param('id') equipmentId: string,
    @Query() query: EquipmentRecordsQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    await this.agents.ask(GetEquipment, { equipmentId }, asking);
    return this.listMaintenanceRecords(Object.assign(query, { equipmentId }), asking);
  }

  @Post('equipment/:id/maintenance')
  @Permission('maintenance_records.add')
  @ApiExtraModels(MaintenanceRecordBody, FleetRecordBody)
  @ApiBody({ schema: { oneOf: [MaintenanceRecordBody, FleetRecordBody].map(refTo) } })
  @Created(RecordAnswer, 'Records maintenance, or corrects a record', '/api/v1/maintenance-records')
  async addMaintenanceRecord(
    @Param('id') equipmentId: string,
    @Body() body: unknown,
    @InTheNameOf() asking: Asking,
  ): Promise<RecordAnswer> {
    const record = readAs(MaintenanceRecordBody, recordInOurWords(body), 'body', 'refuse');
    const asked = Object.assign(record, { equipmentId });
    return recordInTheirWords(await this.agents.ask(AddMaintenanceRecord, asked, asking));
  }

  @Get('failure-codes')
  @Permission('maintenance_records.read')
  @ListOfAll(FailureCodeView, 'The codes of ISO 14224, with labels in English and Arabic')
  listFailureCodes(): readonly FailureCodeView[] {
    return FAILURE_CODES;
  }
}
