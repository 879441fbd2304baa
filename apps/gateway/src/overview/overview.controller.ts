import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CountAlarms,
  CountAnomalies,
  CountNotifications,
  CountReadings,
  CountWorkOrders,
  type ContractClass,
  type ReplyOf,
  type Request,
} from '@libs/contracts';
import { RequestClient } from '@libs/messaging';
import { Permission } from '../auth/permission.js';
import { One } from '../docs/answers.js';
import { InTheNameOf, type Asking } from '../http/agents-client.js';
import { OverviewView } from './overview.dto.js';

const TIMEOUT_MS = 3_000;

@ApiTags('overview')
@Controller('api/v1/overview')
export class OverviewController {
  constructor(private readonly requests: RequestClient) {}

  @Get()
  @Permission('overview.read')
  @One(OverviewView, 'The plant in figures')
  async getOverview(@InTheNameOf() asking: Asking): Promise<OverviewView> {
    const [readings, anomalies, alarms, workOrders, notifications] = await Promise.all([
      this.count(CountReadings, asking),
      this.count(CountAnomalies, asking),
      this.count(CountAlarms, asking),
      this.count(CountWorkOrders, asking),
      this.count(CountNotifications, asking),
    ]);
    return {
      readings: readings?.readings ?? null,
      readingsPerSecond: readings?.readingsPerSecond ?? null,
      rejected: readings?.rejected ?? null,
      anomalies: anomalies?.anomalies ?? null,
      alarms: alarms?.alarms ?? null,
      openAlarms: alarms?.openAlarms ?? null,
      cases: alarms?.cases ?? null,
      workOrders: workOrders?.workOrders ?? null,
      notifications: notifications?.notifications ?? null,
    };
  }

  /** An agent's figures, or nothing: one that is down must not take the overview with it. */
  private async count<R extends Request<unknown>>(
    contract: ContractClass<R>,
    { caller }: Asking,
  ): Promise<ReplyOf<R> | undefined> {
    try {
      const nothing = {} as Parameters<typeof this.requests.ask<R>>[1];
      return await this.requests.ask(contract, nothing, caller, { timeoutMs: TIMEOUT_MS });
    } catch {
      return undefined;
    }
  }
}
