import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ActivateDetectorVersion,
  CompareDetectorVersion,
  DetectorVersionView,
  DraftDetectorVersion,
  GetDetectorVersion,
  ListDetectorVersions,
  ListShadowEpisodes,
  RetireDetectorVersion,
  RollBackDetectorVersion,
  ShadowDetectorVersion,
  ShadowEpisodeView,
  VersionComparison,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { ActivateVersionBody, RollBackVersionBody, ShadowEpisodesQuery } from './version.dto.js';

@ApiTags('detection')
@Controller('api/v1/detection/versions')
export class DetectorVersionsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get()
  @Permission('anomalies.read')
  @PageOf(DetectorVersionView, 'Lists versions of the detectors, newest first')
  listDetectorVersions(
    @Query() query: ListDetectorVersions,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListDetectorVersions, query, asking);
  }

  @Post()
  @Permission('detectors.manage')
  @Created(
    DetectorVersionView,
    'Writes a version down; nothing runs by it yet',
    '/api/v1/detection/versions',
  )
  draftDetectorVersion(
    @Body() body: DraftDetectorVersion,
    @InTheNameOf() asking: Asking,
  ): Promise<DetectorVersionView> {
    return this.agents.ask(DraftDetectorVersion, body, asking);
  }

  @Get(':id')
  @Permission('anomalies.read')
  @One(DetectorVersionView, 'One version, with the decisions about it')
  getDetectorVersion(
    @Param('id') versionId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<DetectorVersionView> {
    return this.agents.ask(GetDetectorVersion, { versionId }, asking);
  }

  @Get(':id/episodes')
  @Permission('anomalies.read')
  @PageOf(ShadowEpisodeView, 'Lists what a version in shadow would have told, newest first')
  listShadowEpisodes(
    @Param('id') versionId: string,
    @Query() query: ShadowEpisodesQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListShadowEpisodes, Object.assign(query, { versionId }), asking);
  }

  @Get(':id/comparison')
  @Permission('anomalies.read')
  @One(VersionComparison, 'How a version in shadow does beside the active one')
  compareDetectorVersion(
    @Param('id') versionId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<VersionComparison> {
    return this.agents.ask(CompareDetectorVersion, { versionId }, asking);
  }

  @Post(':id/shadow')
  @Permission('detectors.manage')
  @One(DetectorVersionView, 'Lets a draft run beside the active version; it raises nothing')
  shadowDetectorVersion(
    @Param('id') versionId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<DetectorVersionView> {
    return this.agents.ask(ShadowDetectorVersion, { versionId }, asking);
  }

  @Post(':id/activate')
  @Permission('detectors.manage')
  @One(DetectorVersionView, 'Lets a version in shadow tell people; the comparison is kept with it')
  activateDetectorVersion(
    @Param('id') versionId: string,
    @Body() body: ActivateVersionBody,
    @InTheNameOf() asking: Asking,
  ): Promise<DetectorVersionView> {
    return this.agents.ask(ActivateDetectorVersion, Object.assign(body, { versionId }), asking);
  }

  @Post(':id/retire')
  @Permission('detectors.manage')
  @One(DetectorVersionView, 'Takes a version out of use that is not active')
  retireDetectorVersion(
    @Param('id') versionId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<DetectorVersionView> {
    return this.agents.ask(RetireDetectorVersion, { versionId }, asking);
  }

  @Post(':id/roll-back')
  @Permission('detectors.manage')
  @One(DetectorVersionView, 'Lets the version tell people again that did before; answers that one')
  rollBackDetectorVersion(
    @Param('id') versionId: string,
    @Body() body: RollBackVersionBody,
    @InTheNameOf() asking: Asking,
  ): Promise<DetectorVersionView> {
    return this.agents.ask(RollBackDetectorVersion, Object.assign(body, { versionId }), asking);
  }
}
