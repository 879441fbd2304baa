import { createHash } from 'node:crypto';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { GetEquipment, GetEquipmentTag, type EquipmentView } from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Picture } from '../docs/answers.js';
import { GatewayConfig } from '../gateway.config.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { PlainAnswer } from '../http/envelope.js';
import { textIn } from '../http/languages.js';
import { isNotModified } from '../http/not-modified.js';
import type { HttpReply, HttpRequest } from '../http/request.js';
import { drawPng, drawSvg } from './draw-label.js';
import { DrawLabel } from './label.dto.js';
import { LabelsConfig } from './labels.config.js';

const LOOKUP = '/api/v1/equipment/qr';

@ApiTags('equipment')
@Controller('api/v1/equipment/:id/qr-label')
export class LabelsController {
  constructor(
    private readonly agents: AgentsClient,
    private readonly config: LabelsConfig,
    private readonly gateway: GatewayConfig,
  ) {}

  @Get()
  @Permission('equipment.read')
  @PlainAnswer()
  @Picture('Its QR tag to be printed; as SVG with its code and name')
  async drawEquipmentLabel(
    @Param('id') equipmentId: string,
    @Query() { format = 'svg', size = 300, language }: DrawLabel,
    @InTheNameOf() asking: Asking,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<Buffer | undefined> {
    const equipment = await this.agents.ask(GetEquipment, { equipmentId }, asking);
    const { token } = await this.agents.ask(GetEquipmentTag, { equipmentId }, asking);
    const content = `${this.baseOf(request)}/${token}`;
    const text = { code: equipment.code, name: this.nameOf(equipment, language) };
    const drawn =
      format === 'png' ? await drawPng(content, size) : Buffer.from(drawSvg(content, text, size));
    const etag = `"${createHash('sha256').update(drawn).digest('base64url')}"`;
    void reply.headers({ ETag: etag, 'Cache-Control': 'private, no-cache' });
    if (isNotModified(request, etag)) {
      void reply.status(304);
      return undefined;
    }
    void reply.type(format === 'png' ? 'image/png' : 'image/svg+xml');
    return drawn;
  }

  private nameOf({ name, names }: EquipmentView, wanted: string | undefined): string {
    return textIn(wanted, { text: name, language: this.gateway.defaultLanguage }, names).text;
  }

  private baseOf(request: HttpRequest): string {
    const { qrBaseUrl = `${request.protocol}://${request.host}${LOOKUP}` } = this.config;
    return qrBaseUrl.replace(/\/+$/, '');
  }
}
