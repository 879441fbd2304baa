import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DetectorView, ListDetectors } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { ListOfAll } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';

@ApiTags('detection')
@Controller('api/v1/detection/detectors')
export class DetectorsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('anomalies.read')
  @ListOfAll(DetectorView, 'The detectors that run, with what is known of each')
  listDetectors(@InTheNameOf() asking: Asking): Promise<DetectorView[]> {
    return this.agents.ask(ListDetectors, {}, asking);
  }
}
