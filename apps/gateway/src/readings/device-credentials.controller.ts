import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  DeviceCredentialView,
  GetDeviceCredential,
  IssuedDeviceCredentialView,
  IssueDeviceCredential,
  ListDeviceCredentials,
  RevokeDeviceCredential,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, Gone, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';

@ApiTags('gateways')
@Controller('api/v1/device-credentials')
export class DeviceCredentialsController {
  constructor(private readonly agents: AgentsClient) {}

  @Post()
  @Permission('gateways.manage')
  @Created(IssuedDeviceCredentialView, 'Lets a sensor gateway in', '/api/v1/device-credentials')
  issueDeviceCredential(
    @Body() body: IssueDeviceCredential,
    @InTheNameOf() asking: Asking,
  ): Promise<IssuedDeviceCredentialView> {
    return this.agents.ask(IssueDeviceCredential, body, asking);
  }

  @Get()
  @Permission('gateways.read')
  @PageOf(DeviceCredentialView, 'Lists the credentials of sensor gateways, newest first')
  listDeviceCredentials(
    @Query() query: ListDeviceCredentials,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListDeviceCredentials, query, asking);
  }

  @Get(':id')
  @Permission('gateways.read')
  @One(DeviceCredentialView, 'One credential of a sensor gateway')
  getDeviceCredential(
    @Param('id') credentialId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<DeviceCredentialView> {
    return this.agents.ask(GetDeviceCredential, { credentialId }, asking);
  }

  @Delete(':id')
  @Permission('gateways.manage')
  @Gone('Takes a credential back: within seconds the broker cuts off who came in by it')
  async revokeDeviceCredential(
    @Param('id') credentialId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<undefined> {
    await this.agents.ask(RevokeDeviceCredential, { credentialId }, asking);
  }
}
