import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ChangeSensor,
  GetSensor,
  ListMeterEpochs,
  ListSensors,
  MeterEpochView,
  RetireSensor,
  SensorView,
  StartMeterEpoch,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, Gone, One, PageOf, PageOrStretchOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { ListAnswer, PageAnswer } from '../http/envelope.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { ExpectedVersion, TakesIfMatch } from '../http/expected-version.js';
import { ChangeSensorBody, ListSensorEpochs, StartMeterEpochBody } from './sensor.dto.js';

interface Seen {
  readonly expectedVersion?: number;
}

@ApiTags('sensors')
@Controller('api/v1/sensors')
@UseInterceptors(EtagInterceptor)
export class SensorsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('sensors.read')
  @PageOrStretchOf(SensorView, 'Lists sensors, newest first')
  listSensors(@Query() query: ListSensors, @InTheNameOf() asking: Asking): Promise<ListAnswer> {
    return this.agents.list(ListSensors, query, asking);
  }

  @Get(':id')
  @Permission('sensors.read')
  @One(SensorView, 'One sensor')
  getSensor(@Param('id') sensorId: string, @InTheNameOf() asking: Asking): Promise<SensorView> {
    return this.agents.ask(GetSensor, { sensorId }, asking);
  }

  @Patch(':id')
  @Permission('sensors.manage')
  @TakesIfMatch()
  @One(SensorView, 'Changes some of what a sensor is (JSON merge patch)')
  changeSensor(
    @Param('id') sensorId: string,
    @Body() body: ChangeSensorBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<SensorView> {
    return this.agents.ask(ChangeSensor, Object.assign(body, { ...seen, sensorId }), asking);
  }

  @Delete(':id')
  @Permission('sensors.manage')
  @TakesIfMatch()
  @Gone('Takes a sensor out of use; its readings are kept and new ones are refused')
  async retireSensor(
    @Param('id') sensorId: string,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    await this.agents.ask(RetireSensor, { ...seen, sensorId }, asking);
  }

  @Get(':id/epochs')
  @Permission('sensors.read')
  @PageOf(MeterEpochView, 'Lists the epochs of a counter, newest first')
  async listMeterEpochs(
    @Param('id') sensorId: string,
    @Query() query: ListSensorEpochs,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    await this.agents.ask(GetSensor, { sensorId }, asking);
    return this.agents.page(ListMeterEpochs, Object.assign(query, { sensorId }), asking);
  }

  @Post(':id/epochs')
  @Permission('sensors.manage')
  @Created(MeterEpochView, 'Says that a counter began to count anew')
  startMeterEpoch(
    @Param('id') sensorId: string,
    @Body() body: StartMeterEpochBody,
    @InTheNameOf() asking: Asking,
  ): Promise<MeterEpochView> {
    return this.agents.ask(StartMeterEpoch, Object.assign(body, { sensorId }), asking);
  }
}
