import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ChangeEquipment,
  ListEquipment,
  RegisterEquipment,
  RemoveEquipment,
  type EquipmentView,
} from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { Permission } from '../auth/permission.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { PlainAnswer } from '../http/envelope.js';
import { SkipAndLimit } from '../http/skip-and-limit.js';
import { equipmentOf, MACHINE_NAME, machineOf } from './machine-shape.js';
import { MachineBody, MachineMessage, MachineView } from './machine.dto.js';

/** Equipment as production systems know it: bare answers, and numbers for ids. */
@ApiTags('machines')
@Controller('machines')
@PlainAnswer()
export class MachinesController {
  constructor(private readonly agents: AgentsClient) {}

  @Post()
  @HttpCode(200)
  @Permission('equipment.manage')
  @ApiOperation({ summary: 'Registers a machine' })
  @ApiOkResponse({ type: MachineView })
  async createMachine(
    @Body() body: MachineBody,
    @InTheNameOf() asking: Asking,
  ): Promise<MachineView> {
    const externalIds = { [MACHINE_NAME]: body.machine_name };
    const draft = { ...equipmentOf(body), externalIds };
    return machineOf(await this.agents.ask(RegisterEquipment, draft, asking));
  }

  @Get()
  @Permission('equipment.read')
  @ApiOperation({ summary: 'Lists machines, oldest first' })
  @ApiOkResponse({ type: MachineView, isArray: true })
  async readMachines(
    @Query() { skip = 0, limit = 100 }: SkipAndLimit,
    @InTheNameOf() asking: Asking,
  ): Promise<MachineView[]> {
    const asked = { skip, limit, sort: 'number' } as const;
    return (await this.agents.ask(ListEquipment, asked, asking)).items.map(machineOf);
  }

  @Get(':id')
  @Permission('equipment.read')
  @ApiOperation({ summary: 'One machine' })
  @ApiOkResponse({ type: MachineView })
  async readMachine(@Param('id') id: string, @InTheNameOf() asking: Asking): Promise<MachineView> {
    return machineOf(await this.find(id, asking));
  }

  @Put(':id')
  @Permission('equipment.manage')
  @ApiOperation({ summary: 'Changes a machine' })
  @ApiOkResponse({ type: MachineView })
  async updateMachine(
    @Param('id') id: string,
    @Body() body: MachineBody,
    @InTheNameOf() asking: Asking,
  ): Promise<MachineView> {
    const { id: equipmentId, externalIds } = await this.find(id, asking);
    const named = { ...externalIds, [MACHINE_NAME]: body.machine_name };
    const patch = { ...equipmentOf(body), externalIds: named, equipmentId };
    return machineOf(await this.agents.ask(ChangeEquipment, patch, asking));
  }

  @Delete(':id')
  @Permission('equipment.manage')
  @ApiOperation({ summary: 'Removes a machine' })
  @ApiOkResponse({ type: MachineMessage })
  async deleteMachine(
    @Param('id') id: string,
    @InTheNameOf() asking: Asking,
  ): Promise<MachineMessage> {
    const { id: equipmentId } = await this.find(id, asking);
    await this.agents.ask(RemoveEquipment, { equipmentId }, asking);
    return { message: 'Machine deleted successfully' };
  }

  private async find(id: string, asking: Asking): Promise<EquipmentView> {
    if (!/^\d{1,9}$/.test(id)) {
      throw Refusal.invalid([{ field: 'machine_id', message: 'machine_id must be an integer' }]);
    }
    const number = Number(id);
    const { items } = number === 0 ? { items: [] } : await this.search(number, asking);
    const [found] = items;
    if (found) return found;
    throw new Refusal({ status: 404, title: 'Not found', detail: 'Machine not found' });
  }

  private search(number: number, asking: Asking) {
    return this.agents.ask(ListEquipment, { number }, asking);
  }
}
