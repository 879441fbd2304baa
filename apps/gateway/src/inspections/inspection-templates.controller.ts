import { Body, Controller, Get, Param, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AddInspectionTemplate,
  GetInspectionTemplate,
  InspectionTemplateView,
  ListInspectionTemplates,
  RetireInspectionTemplate,
  ReviseInspectionTemplate,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { ExpectedVersion, type Seen, TakesIfMatch } from '../http/expected-version.js';
import { NoBody } from '../http/no-body.js';
import { VersionPipe } from '../http/version-pipe.js';
import { ReviseInspectionTemplateBody, TemplateVersionsQuery } from './inspection.dto.js';

@ApiTags('inspections')
@Controller('api/v1/inspection-templates')
@UseInterceptors(EtagInterceptor)
export class InspectionTemplatesController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('inspections.read')
  @PageOf(InspectionTemplateView, 'Lists the latest versions of templates')
  listInspectionTemplates(
    @Query() query: ListInspectionTemplates,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListInspectionTemplates, query, asking);
  }

  @Post()
  @Permission('inspections.manage')
  @Created(InspectionTemplateView, 'Writes a template', '/api/v1/inspection-templates')
  addInspectionTemplate(
    @Body() body: AddInspectionTemplate,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionTemplateView> {
    return this.agents.ask(AddInspectionTemplate, body, asking);
  }

  @Get(':id')
  @Permission('inspections.read')
  @One(InspectionTemplateView, 'The latest version of a template')
  getInspectionTemplate(
    @Param('id') templateId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionTemplateView> {
    return this.agents.ask(GetInspectionTemplate, { templateId }, asking);
  }

  @Put(':id')
  @TakesIfMatch()
  @Permission('inspections.manage')
  @One(InspectionTemplateView, 'Writes the next version of a template')
  reviseInspectionTemplate(
    @Param('id') templateId: string,
    @Body() body: ReviseInspectionTemplateBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionTemplateView> {
    const request = Object.assign(body, { ...seen, templateId });
    return this.agents.ask(ReviseInspectionTemplate, request, asking);
  }

  @Get(':id/versions')
  @Permission('inspections.read')
  @PageOf(InspectionTemplateView, 'Lists the versions of a template')
  listInspectionTemplateVersions(
    @Param('id') templateId: string,
    @Query() query: TemplateVersionsQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListInspectionTemplates, Object.assign(query, { templateId }), asking);
  }

  @Get(':id/versions/:version')
  @Permission('inspections.read')
  @One(InspectionTemplateView, 'One version of a template')
  getInspectionTemplateVersion(
    @Param('id') templateId: string,
    @Param('version', VersionPipe) version: number,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionTemplateView> {
    return this.agents.ask(GetInspectionTemplate, { templateId, version }, asking);
  }

  @Post(':id/retire')
  @TakesIfMatch()
  @Permission('inspections.manage')
  @One(InspectionTemplateView, 'Lets no further inspection be made of a template')
  retireInspectionTemplate(
    @Param('id') templateId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionTemplateView> {
    return this.agents.ask(RetireInspectionTemplate, { ...seen, templateId }, asking);
  }
}
