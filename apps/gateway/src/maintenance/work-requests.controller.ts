import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import {
  ApproveWorkRequest,
  CancelWorkRequest,
  ConvertWorkRequest,
  FindEquipmentByTag,
  GetWorkRequest,
  ListWorkRequests,
  MarkWorkRequestDuplicate,
  RejectWorkRequest,
  SubmitWorkRequest,
  WorkRequestView,
  type FieldsOf,
} from '@libs/contracts';
import { readAs } from '@libs/messaging';
import { Permission } from '../auth/permission.js';
import { Created, One, PageOf } from '../docs/answers.js';
import { KnownDocuments } from '../documents/known-documents.js';
import { TakesFile } from '../edges/take-files.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { NoBody } from '../http/no-body.js';
import type { HttpRequest } from '../http/request.js';
import { ReportFault } from './report-fault.js';
import {
  ConvertWorkRequestBody,
  DuplicateWorkRequestBody,
  RejectWorkRequestBody,
  TaggedWorkRequestBody,
} from './work-request.dto.js';

const PATH = '/api/v1/work-requests';

@ApiTags('work requests')
@Controller('api/v1')
export class WorkRequestsController {
  constructor(
    private readonly agents: AgentsClient,
    private readonly documents: KnownDocuments,
    private readonly reporting: ReportFault,
  ) {}

  @Get('work-requests')
  @Permission('work_requests.read')
  @PageOf(WorkRequestView, 'Faults that people reported, newest first')
  listWorkRequests(
    @Query() query: ListWorkRequests,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListWorkRequests, query, asking);
  }

  @Get('work-requests/:id')
  @Permission('work_requests.read')
  @One(WorkRequestView, 'One reported fault, and what became of it')
  getWorkRequest(
    @Param('id') workRequestId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkRequestView> {
    return this.agents.ask(GetWorkRequest, { workRequestId }, asking);
  }

  @Post('work-requests')
  @Permission('work_requests.submit')
  @Created(WorkRequestView, 'Reports a fault of a piece of equipment', PATH)
  submitWorkRequest(
    @Body() body: SubmitWorkRequest,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkRequestView> {
    return this.submit(body, asking);
  }

  @Post('equipment/qr/:token/work-requests')
  @Permission('work_requests.submit')
  @TakesFile(TaggedWorkRequestBody)
  @ApiBody({ type: TaggedWorkRequestBody })
  @Created(WorkRequestView, 'Reports a fault of the equipment that carries a QR tag', PATH)
  async submitTaggedWorkRequest(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: HttpRequest,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkRequestView> {
    const { caller } = asking;
    const told = request.isMultipart()
      ? undefined
      : readAs(TaggedWorkRequestBody, body ?? {}, 'body', 'refuse');
    const { id: equipmentId } = await this.agents.ask(FindEquipmentByTag, { token }, { caller });
    if (told === undefined) return this.reporting.report(equipmentId, request, asking);
    return this.submit(Object.assign(told, { equipmentId }), asking);
  }

  @Post('work-requests/:id/approve')
  @Permission('work_requests.decide')
  @One(WorkRequestView, 'Says that it is to be looked after')
  approveWorkRequest(
    @Param('id') workRequestId: string,
    @Body() _body: NoBody,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkRequestView> {
    return this.agents.ask(ApproveWorkRequest, { workRequestId }, asking);
  }

  @Post('work-requests/:id/reject')
  @Permission('work_requests.decide')
  @One(WorkRequestView, 'Says that nothing will be done')
  rejectWorkRequest(
    @Param('id') workRequestId: string,
    @Body() body: RejectWorkRequestBody,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkRequestView> {
    return this.agents.ask(RejectWorkRequest, Object.assign(body, { workRequestId }), asking);
  }

  @Post('work-requests/:id/duplicate')
  @Permission('work_requests.decide')
  @One(WorkRequestView, 'Says that it was reported before')
  markWorkRequestDuplicate(
    @Param('id') workRequestId: string,
    @Body() body: DuplicateWorkRequestBody,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkRequestView> {
    return this.agents.ask(
      MarkWorkRequestDuplicate,
      Object.assign(body, { workRequestId }),
      asking,
    );
  }

  @Post('work-requests/:id/convert')
  @Permission('work_requests.decide')
  @One(WorkRequestView, 'Orders the work that was asked for')
  convertWorkRequest(
    @Param('id') workRequestId: string,
    @Body() body: ConvertWorkRequestBody,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkRequestView> {
    return this.agents.ask(ConvertWorkRequest, Object.assign(body, { workRequestId }), asking);
  }

  @Post('work-requests/:id/cancel')
  @Permission('work_requests.submit')
  @One(WorkRequestView, 'Takes a report back')
  cancelWorkRequest(
    @Param('id') workRequestId: string,
    @Body() _body: NoBody,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkRequestView> {
    return this.agents.ask(CancelWorkRequest, { workRequestId }, asking);
  }

  private async submit(
    told: FieldsOf<SubmitWorkRequest>,
    asking: Asking,
  ): Promise<WorkRequestView> {
    const { equipmentId, documentIds = [] } = told;
    const named = documentIds.map((documentId) => ({ field: 'documentIds', documentId }));
    await this.documents.refuseUnknown(equipmentId, named, asking);
    return this.agents.ask(SubmitWorkRequest, told, asking);
  }
}
