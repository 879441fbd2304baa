import { OmitType } from '@nestjs/swagger';
import {
  ConvertWorkRequest,
  MarkWorkRequestDuplicate,
  RejectWorkRequest,
  SubmitWorkRequest,
} from '@libs/contracts';

/** What somebody sees at the equipment whose tag they scanned. */
export class TaggedWorkRequestBody extends OmitType(SubmitWorkRequest, ['equipmentId'] as const) {}

/** Why nothing will be done. */
export class RejectWorkRequestBody extends OmitType(RejectWorkRequest, [
  'workRequestId',
] as const) {}

/** Which report it repeats. */
export class DuplicateWorkRequestBody extends OmitType(MarkWorkRequestDuplicate, [
  'workRequestId',
] as const) {}

/** Which kind of work it becomes. */
export class ConvertWorkRequestBody extends OmitType(ConvertWorkRequest, [
  'workRequestId',
] as const) {}
