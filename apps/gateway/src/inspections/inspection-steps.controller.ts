import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CancelInspection,
  CloseInspection,
  GetInspection,
  InspectionView,
  ReviewInspection,
  StartInspection,
  SubmitInspection,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One } from '../docs/answers.js';
import { KnownDocuments } from '../documents/known-documents.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { ExpectedVersion, type Seen, TakesIfMatch } from '../http/expected-version.js';
import { NoBody } from '../http/no-body.js';
import {
  CancelInspectionBody,
  ReviewInspectionBody,
  SubmitInspectionBody,
} from './inspection.dto.js';

@ApiTags('inspections')
@TakesIfMatch()
@Controller('api/v1/inspections/:id')
@UseInterceptors(EtagInterceptor)
export class InspectionStepsController {
  constructor(
    private readonly agents: AgentsClient,
    private readonly documents: KnownDocuments,
  ) {}

  @Post('start')
  @Permission('inspections.perform')
  @One(InspectionView, 'Begins an inspection')
  startInspection(
    @Param('id') inspectionId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionView> {
    return this.agents.ask(StartInspection, { ...seen, inspectionId }, asking);
  }

  @Post('submit')
  @Permission('inspections.perform')
  @One(InspectionView, 'Hands in what was found, once per submissionId')
  async submitInspection(
    @Param('id') inspectionId: string,
    @Body() body: SubmitInspectionBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionView> {
    const photos = body.items.flatMap(({ photoIds = [] }, index) =>
      photoIds.map((documentId) => ({ field: `items.${index}.photoIds`, documentId })),
    );
    if (photos.length > 0) {
      const { caller } = asking;
      const { equipmentId } = await this.agents.ask(GetInspection, { inspectionId }, { caller });
      await this.documents.refuseUnknown(equipmentId, photos, asking);
    }
    const request = Object.assign(body, { ...seen, inspectionId });
    return this.agents.ask(SubmitInspection, request, asking);
  }

  @Post('review')
  @Permission('inspections.review')
  @One(InspectionView, 'Confirms what was handed in')
  reviewInspection(
    @Param('id') inspectionId: string,
    @Body() body: ReviewInspectionBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionView> {
    const request = Object.assign(body, { ...seen, inspectionId });
    return this.agents.ask(ReviewInspection, request, asking);
  }

  @Post('close')
  @Permission('inspections.manage')
  @One(InspectionView, 'Ends a reviewed inspection')
  closeInspection(
    @Param('id') inspectionId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionView> {
    return this.agents.ask(CloseInspection, { ...seen, inspectionId }, asking);
  }

  @Post('cancel')
  @Permission('inspections.manage')
  @One(InspectionView, 'Calls an inspection off')
  cancelInspection(
    @Param('id') inspectionId: string,
    @Body() body: CancelInspectionBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<InspectionView> {
    const request = Object.assign(body, { ...seen, inspectionId });
    return this.agents.ask(CancelInspection, request, asking);
  }
}
