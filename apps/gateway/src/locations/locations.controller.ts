import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ChangeLocation,
  GetLocation,
  ListLocations,
  LocationView,
  RegisterLocation,
  RemoveLocation,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, Gone, One, PageOrStretchOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { ListAnswer } from '../http/envelope.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { ExpectedVersion, TakesIfMatch } from '../http/expected-version.js';
import { ChangeLocationBody } from './location.dto.js';

interface Seen {
  readonly expectedVersion?: number;
}

@ApiTags('locations')
@Controller('api/v1/locations')
@UseInterceptors(EtagInterceptor)
export class LocationsController {
  constructor(private readonly agents: AgentsClient) {}

  @Post()
  @Permission('locations.manage')
  @Created(LocationView, 'Adds a location to the tree', '/api/v1/locations')
  registerLocation(
    @Body() body: RegisterLocation,
    @InTheNameOf() asking: Asking,
  ): Promise<LocationView> {
    return this.agents.ask(RegisterLocation, body, asking);
  }

  @Get()
  @Permission('locations.read')
  @PageOrStretchOf(LocationView, 'Lists locations in the order of the tree, or the nearest first')
  listLocations(@Query() query: ListLocations, @InTheNameOf() asking: Asking): Promise<ListAnswer> {
    return this.agents.list(ListLocations, query, asking);
  }

  @Get(':id')
  @Permission('locations.read')
  @One(LocationView, 'One location')
  getLocation(
    @Param('id') locationId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<LocationView> {
    return this.agents.ask(GetLocation, { locationId }, asking);
  }

  @Patch(':id')
  @Permission('locations.manage')
  @TakesIfMatch()
  @One(LocationView, 'Changes some of it (JSON merge patch); with its parent, the branch moves')
  changeLocation(
    @Param('id') locationId: string,
    @Body() body: ChangeLocationBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<LocationView> {
    return this.agents.ask(ChangeLocation, Object.assign(body, { ...seen, locationId }), asking);
  }

  @Delete(':id')
  @Permission('locations.manage')
  @TakesIfMatch()
  @Gone('Takes a location out of the tree; refused while anything is in it')
  async removeLocation(
    @Param('id') locationId: string,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    await this.agents.ask(RemoveLocation, { ...seen, locationId }, asking);
  }
}
