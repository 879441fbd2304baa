import { Controller, Get, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ExportEquipment,
  ExportLocations,
  ExportSensors,
  type TableFormat,
  type TableKind,
  type TablePart,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Table } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { HttpReply } from '../http/request.js';
import { ExportEquipmentQuery, ExportLocationsQuery, ExportSensorsQuery } from './table.dto.js';
import { exportText, tableFile } from './write-table.js';

const TableOf = (kind: TableKind): MethodDecorator =>
  Table(`All ${kind} as a table that can be imported again`);

@ApiTags('imports and exports')
@Controller('api/v1/exports')
export class ExportsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get('equipment')
  @Permission('registry.export')
  @TableOf('equipment')
  exportEquipment(
    @Query() { format, ...filter }: ExportEquipmentQuery,
    @InTheNameOf() asking: Asking,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<StreamableFile> {
    return this.send('equipment', format, reply, (after) =>
      this.agents.ask(ExportEquipment, { ...filter, ...after }, asking),
    );
  }

  @Get('locations')
  @Permission('registry.export')
  @TableOf('locations')
  exportLocations(
    @Query() { format, ...filter }: ExportLocationsQuery,
    @InTheNameOf() asking: Asking,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<StreamableFile> {
    return this.send('locations', format, reply, (after) =>
      this.agents.ask(ExportLocations, { ...filter, ...after }, asking),
    );
  }

  @Get('sensors')
  @Permission('registry.export')
  @TableOf('sensors')
  exportSensors(
    @Query() { format, ...filter }: ExportSensorsQuery,
    @InTheNameOf() asking: Asking,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<StreamableFile> {
    return this.send('sensors', format, reply, (after) =>
      this.agents.ask(ExportSensors, { ...filter, ...after }, asking),
    );
  }

  /** What is refused is refused with the first part, before anything is sent. */
  private async send(
    kind: TableKind,
    format: TableFormat = 'csv',
    reply: HttpReply,
    ask: (after: { after?: string }) => Promise<TablePart>,
  ): Promise<StreamableFile> {
    const first = await ask({});
    const text = exportText(kind, format, first, (after) => ask({ after }));
    return tableFile(reply, kind, format, text);
  }
}
