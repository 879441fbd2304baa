import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { GetSafetyPlan, SafetyPlanView, SetSafetyPlan } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { SafetyPlanBody } from '../work-orders/task.dto.js';

@ApiTags('safety plans')
@Controller('api/v1/equipment/:id/safety-plan')
export class SafetyPlansController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('safety_plans.read')
  @One(SafetyPlanView, 'How a piece of equipment is made safe before work starts')
  getSafetyPlan(
    @Param('id') equipmentId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<SafetyPlanView> {
    return this.agents.ask(GetSafetyPlan, { equipmentId }, asking);
  }

  @Put()
  @Permission('safety_plans.manage')
  @One(SafetyPlanView, 'Says how a piece of equipment is made safe')
  setSafetyPlan(
    @Param('id') equipmentId: string,
    @Body() body: SafetyPlanBody,
    @InTheNameOf() asking: Asking,
  ): Promise<SafetyPlanView> {
    return this.agents.ask(SetSafetyPlan, Object.assign(body, { equipmentId }), asking);
  }
}
