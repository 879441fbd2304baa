import { Controller, Get, Param, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiTags } from '@nestjs/swagger';
import {
  CancelImport,
  GetImport,
  ImportErrorView,
  ImportView,
  ListImportErrors,
  ListImports,
  TABLE_KINDS,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Accepted, One, PageOf, PageOrTable } from '../docs/answers.js';
import { StreamedTable, TABLE_TYPES, tableOf } from '../edges/streamed-tables.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { LocatedAt, type PageAnswer } from '../http/envelope.js';
import { HttpProblem } from '../http/problem.js';
import type { HttpReply, HttpRequest } from '../http/request.js';
import { refusedRows } from './refused-rows.js';
import { ImportErrorsQuery, ImportQuery } from './table.dto.js';
import { TakeTable } from './take-table.js';
import { tableFile } from './write-table.js';

@ApiTags('imports and exports')
@Controller('api/v1/imports')
export class ImportsController {
  constructor(
    private readonly agents: AgentsClient,
    private readonly taking: TakeTable,
  ) {}

  @Post(':kind')
  @Permission('registry.import')
  @StreamedTable()
  @ApiParam({ name: 'kind', enum: TABLE_KINDS })
  @ApiConsumes(...Object.keys(TABLE_TYPES))
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @LocatedAt('/api/v1/imports')
  @Accepted(ImportView, 'Takes a table into the registry, or tells what would come of it')
  importTable(
    @Param('kind') word: string,
    @Query() { dryRun }: ImportQuery,
    @Req() request: HttpRequest,
    @InTheNameOf() asking: Asking,
  ): Promise<ImportView> {
    const kind = TABLE_KINDS.find((each) => each === word);
    if (!kind) {
      const detail = `There are tables of ${TABLE_KINDS.join(', ')}.`;
      throw new HttpProblem({ status: 404, title: 'Not found', detail });
    }
    const { format, body } = tableOf(request);
    return this.taking.take({ kind, format, dryRun: dryRun === 'true' }, body, asking);
  }

  @Get()
  @Permission('registry.import')
  @PageOf(ImportView, 'Lists imports, newest first')
  listImports(@Query() query: ListImports, @InTheNameOf() asking: Asking): Promise<PageAnswer> {
    return this.agents.page(ListImports, query, asking);
  }

  @Get(':id')
  @Permission('registry.import')
  @One(ImportView, 'One import, how far it is and what came of it')
  getImport(@Param('id') importId: string, @InTheNameOf() asking: Asking): Promise<ImportView> {
    return this.agents.ask(GetImport, { importId }, asking);
  }

  @Get(':id/errors')
  @Permission('registry.import')
  @PageOrTable(ImportErrorView, 'The rows that were refused and why, in their order')
  async listImportErrors(
    @Param('id') importId: string,
    @Query() { format, ...window }: ImportErrorsQuery,
    @InTheNameOf() asking: Asking,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<PageAnswer | StreamableFile> {
    if (format !== 'table') {
      return this.agents.page(ListImportErrors, { ...window, importId }, asking);
    }
    const imported = await this.agents.ask(GetImport, { importId }, asking);
    const text = refusedRows(imported, this.agents, asking);
    return tableFile(reply, `refused-${imported.kind}`, imported.format, text);
  }

  @Post(':id/cancel')
  @Permission('registry.import')
  @One(ImportView, 'Ends an import; what was taken over before stays')
  cancelImport(@Param('id') importId: string, @InTheNameOf() asking: Asking): Promise<ImportView> {
    return this.agents.ask(CancelImport, { importId }, asking);
  }
}
