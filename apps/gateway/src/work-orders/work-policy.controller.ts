import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { GetWorkPolicy, SetWorkPolicy, WorkPolicyView } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';

@ApiTags('work orders')
@Controller('api/v1/work-policy')
export class WorkPolicyController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('work_orders.read')
  @One(WorkPolicyView, 'What the plant has agreed on for its work')
  getWorkPolicy(@InTheNameOf() asking: Asking): Promise<WorkPolicyView> {
    return this.agents.ask(GetWorkPolicy, {}, asking);
  }

  @Put()
  @Permission('work_orders.configure')
  @One(WorkPolicyView, 'Agrees on another policy for work')
  setWorkPolicy(
    @Body() body: SetWorkPolicy,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkPolicyView> {
    return this.agents.ask(SetWorkPolicy, body, asking);
  }
}
