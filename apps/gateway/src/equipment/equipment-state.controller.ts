import {
  Body,
  Controller,
  Delete,
  Get,
  Param,
  Post,
  Query,
  Req,
  UseInterceptors,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AssignEquipment,
  AssignmentView,
  EndAssignment,
  GetEquipment,
  GetEquipmentTag,
  HistoryEntry,
  LatestValueView,
  ListAssignments,
  ListEquipmentHistory,
  ListLatestValues,
  MoveEquipment,
  RotateEquipmentTag,
  SetEquipmentState,
  TagView,
  type EquipmentView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Accepted, Created, Gone, ListOfAll, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { ExpectedVersion, TakesIfMatch } from '../http/expected-version.js';
import { NoBody } from '../http/no-body.js';
import type { HttpRequest } from '../http/request.js';
import { givenCorrelation } from '../http/trace-requests.js';
import { LatestValuesIn } from '../readings/reading.dto.js';
import { DescribeEquipment } from './describe-equipment.js';
import {
  AssignEquipmentBody,
  EquipmentAnswer,
  EquipmentPlace,
  ListEquipmentAssignments,
  ListHistory,
  MoveEquipmentBody,
  SetEquipmentStateBody,
} from './equipment.dto.js';
import { SpeakSourceWords } from './speak-source-words.js';
import { TakeTelemetry } from './take-telemetry.js';
import { TellTelemetry } from './tell-telemetry.js';
import { ListTelemetry, Telemetry, TelemetryBody, TelemetryReceipt } from './telemetry.dto.js';

interface Seen {
  readonly expectedVersion?: number;
}

@ApiTags('equipment')
@Controller('api/v1/equipment/:id')
@UseInterceptors(SpeakSourceWords, EtagInterceptor)
export class EquipmentStateController {
  constructor(
    private readonly agents: AgentsClient,
    private readonly describing: DescribeEquipment,
    private readonly telemetry: TakeTelemetry,
    private readonly telling: TellTelemetry,
  ) {}

  @Post('status')
  @Permission('equipment.set_state')
  @TakesIfMatch()
  @One(EquipmentAnswer, 'Changes how it is, by a status word of any system or by facets')
  setEquipmentState(
    @Param('id') equipmentId: string,
    @Body() body: SetEquipmentStateBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<EquipmentView> {
    return this.agents.ask(
      SetEquipmentState,
      Object.assign(body, { ...seen, equipmentId }),
      asking,
    );
  }

  @Get('location')
  @Permission('equipment.read')
  @One(EquipmentPlace, 'Where it stands')
  getEquipmentPlace(
    @Param('id') equipmentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<EquipmentPlace> {
    return this.describing.placeOf(equipmentId, asking);
  }

  @Post('location')
  @Permission('equipment.move')
  @TakesIfMatch()
  @One(EquipmentAnswer, 'Notes where it stands: in a location, at a point, or both')
  moveEquipment(
    @Param('id') equipmentId: string,
    @Body() body: MoveEquipmentBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<EquipmentView> {
    return this.agents.ask(MoveEquipment, Object.assign(body, { ...seen, equipmentId }), asking);
  }

  @Get('history')
  @Permission('equipment.read')
  @PageOf(HistoryEntry, 'What happened to it, newest first')
  async listEquipmentHistory(
    @Param('id') equipmentId: string,
    @Query() query: ListHistory,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    await this.agents.ask(GetEquipment, { equipmentId }, asking);
    return this.agents.page(ListEquipmentHistory, Object.assign(query, { equipmentId }), asking);
  }

  @Get('telemetry')
  @Permission('readings.read')
  @One(Telemetry, 'What a vehicle told of itself: fuel, operating hours, position')
  getTelemetry(
    @Param('id') equipmentId: string,
    @Query() query: ListTelemetry,
    @InTheNameOf() asking: Asking,
  ): Promise<Telemetry> {
    return this.telling.tell(equipmentId, query, asking);
  }

  @Post('telemetry')
  @Permission('readings.send')
  @Accepted(TelemetryReceipt, 'Takes in what a vehicle tells: fuel, operating hours, position')
  takeTelemetry(
    @Param('id') equipmentId: string,
    @Body() body: TelemetryBody,
    @Req() request: HttpRequest,
    @InTheNameOf() asking: Asking,
  ): Promise<TelemetryReceipt> {
    return this.telemetry.take(equipmentId, body, asking, givenCorrelation(request));
  }

  @Get('latest')
  @Permission('readings.read')
  @ListOfAll(LatestValueView, 'The newest reading of each of its sensors')
  listLatestValues(
    @Param('id') equipmentId: string,
    @Query() query: LatestValuesIn,
    @InTheNameOf() asking: Asking,
  ): Promise<LatestValueView[]> {
    return this.agents.ask(ListLatestValues, Object.assign(query, { equipmentId }), asking);
  }

  @Get('tag')
  @Permission('equipment.read')
  @One(TagView, 'Its QR tag')
  getEquipmentTag(
    @Param('id') equipmentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<TagView> {
    return this.agents.ask(GetEquipmentTag, { equipmentId }, asking);
  }

  @Post('tag')
  @Permission('equipment.manage')
  @One(TagView, 'Gives it a new QR tag; the old one finds nothing any more')
  rotateEquipmentTag(
    @Param('id') equipmentId: string,
    @Body() _body: NoBody,
    @InTheNameOf() asking: Asking,
  ): Promise<TagView> {
    return this.agents.ask(RotateEquipmentTag, { equipmentId }, asking);
  }

  @Get('assignments')
  @Permission('equipment.read')
  @PageOf(AssignmentView, 'Who looks after it')
  async listAssignments(
    @Param('id') equipmentId: string,
    @Query() query: ListEquipmentAssignments,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    await this.agents.ask(GetEquipment, { equipmentId }, asking);
    return this.agents.page(ListAssignments, Object.assign(query, { equipmentId }), asking);
  }

  @Post('assignments')
  @Permission('equipment.assign')
  @Created(AssignmentView, 'Assigns it to a user or team')
  assignEquipment(
    @Param('id') equipmentId: string,
    @Body() body: AssignEquipmentBody,
    @InTheNameOf() asking: Asking,
  ): Promise<AssignmentView> {
    return this.agents.ask(AssignEquipment, Object.assign(body, { equipmentId }), asking);
  }

  @Delete('assignments/:assignmentId')
  @Permission('equipment.assign')
  @Gone('Ends an assignment')
  async endAssignment(
    @Param('id') equipmentId: string,
    @Param('assignmentId') assignmentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    await this.agents.ask(EndAssignment, { equipmentId, assignmentId }, asking);
  }
}
