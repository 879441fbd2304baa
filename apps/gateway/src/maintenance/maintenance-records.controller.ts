import { Body, Controller, Get, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiTags, getSchemaPath } from '@nestjs/swagger';
import {
  AddMaintenanceRecord,
  FAILURE_CODES,
  GetEquipment,
  GetMaintenanceRecord,
  ListMaintenanceRecords,
  MaintenanceRecordView,
} from '@libs/contracts';
import { readAs } from '@libs/messaging';
import { Permission } from '../auth/permission.js';
import { Created, ListOfAll, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { recordInOurWords } from './record-words.js';
import {
  EquipmentRecordsQuery,
  FailureCodeView,
  FleetRecordBody,
  MaintenanceRecordBody,
} from './record.dto.js';

const refTo = (body: Type) => ({ $ref: getSchemaPath(body) });

@ApiTags('maintenance records')
@Controller('api/v1')
export class MaintenanceRecordsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get('maintenance-records')
  @Permission('maintenance_records.read')
  @PageOf(MaintenanceRecordView, 'What was done, the latest first')
  listMaintenanceRecords(
    @Query() query: ListMaintenanceRecords,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListMaintenanceRecords, query, asking);
  }

  @Get('maintenance-records/:id')
  @Permission('maintenance_records.read')
  @One(MaintenanceRecordView, 'One maintenance record; it never changes')
  getMaintenanceRecord(
    @Param('id') recordId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<MaintenanceRecordView> {
    return this.agents.ask(GetMaintenanceRecord, { recordId }, asking);
  }

  @Get('equipment/:id/maintenance')
  @Permission('maintenance_records.read')
  @PageOf(MaintenanceRecordView, 'What was done at a piece of equipment, the latest first')
  async listEquipmentMaintenance(
    @Param('id') equipmentId: string,
    @Query() query: EquipmentRecordsQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    await this.agents.ask(GetEquipment, { equipmentId }, asking);
    return this.agents.page(ListMaintenanceRecords, Object.assign(query, { equipmentId }), asking);
  }

  @Post('equipment/:id/maintenance')
  @Permission('maintenance_records.add')
  @ApiExtraModels(MaintenanceRecordBody, FleetRecordBody)
  @ApiBody({ schema: { oneOf: [MaintenanceRecordBody, FleetRecordBody].map(refTo) } })
  @Created(
    MaintenanceRecordView,
    'Records maintenance, or corrects a record',
    '/api/v1/maintenance-records',
  )
  addMaintenanceRecord(
    @Param('id') equipmentId: string,
    @Body() body: unknown,
    @InTheNameOf() asking: Asking,
  ): Promise<MaintenanceRecordView> {
    const record = readAs(MaintenanceRecordBody, recordInOurWords(body), 'body', 'refuse');
    return this.agents.ask(AddMaintenanceRecord, Object.assign(record, { equipmentId }), asking);
  }

  @Get('failure-codes')
  @Permission('maintenance_records.read')
  @ListOfAll(FailureCodeView, 'The codes of ISO 14224, with labels in English and Arabic')
  listFailureCodes(): readonly FailureCodeView[] {
    return FAILURE_CODES;
  }
}
