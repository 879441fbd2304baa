import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  GetSeries,
  IngestReceipt,
  ListReadings,
  ReadingsInput,
  ReadingView,
  SeriesView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Accepted, One, StretchOf } from '../docs/answers.js';
import { BodyUpTo } from '../edges/body-limits.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { ListAnswer } from '../http/envelope.js';
import type { HttpRequest } from '../http/request.js';
import { givenCorrelation } from '../http/trace-requests.js';
import { ReadingsIntake } from './readings-intake.js';
import { ReadingsRange } from './reading.dto.js';

const READINGS_BYTES = 1024 * 1024;
const HOUR_MS = 3_600_000;

@ApiTags('readings')
@Controller('api/v1')
export class ReadingsController {
  constructor(
    private readonly agents: AgentsClient,
    private readonly intake: ReadingsIntake,
  ) {}

  @Post('readings')
  @Permission('readings.send')
  @BodyUpTo(READINGS_BYTES)
  @Accepted(IngestReceipt, 'Takes readings in; they go the way of a gateway’s')
  sendReadings(
    @Body() { readings }: ReadingsInput,
    @Req() request: HttpRequest,
    @InTheNameOf() asking: Asking,
  ): Promise<IngestReceipt> {
    return this.intake.take(readings, asking, givenCorrelation(request));
  }

  @Get('readings')
  @Permission('readings.read')
  @StretchOf(ReadingView, 'Lists the readings of a sensor as they were recorded, newest first')
  listReadings(@Query() query: ListReadings, @InTheNameOf() asking: Asking): Promise<ListAnswer> {
    return this.agents.list(ListReadings, query, asking);
  }

  @Get('sensors/:id/readings')
  @Permission('readings.read')
  @One(SeriesView, 'The readings of a sensor in a range, downsampled')
  getReadings(
    @Param('id') sensorId: string,
    @Query() query: ReadingsRange,
    @InTheNameOf() asking: Asking,
  ): Promise<SeriesView> {
    const { to = new Date().toISOString() } = query;
    const from = query.from ?? new Date(Date.parse(to) - HOUR_MS).toISOString();
    return this.agents.ask(GetSeries, Object.assign(query, { sensorId, from, to }), asking);
  }
}
