import { OmitType } from '@nestjs/swagger';
import {
  ListCaseEvidence,
  MarkCaseDuplicate,
  MarkCaseFalsePositive,
  ReopenCase,
  ResolveCase,
} from '@libs/contracts';

/** Why a case is over. */
export class ResolveCaseBody extends OmitType(ResolveCase, ['caseId'] as const) {}
export class FalsePositiveBody extends OmitType(MarkCaseFalsePositive, ['caseId'] as const) {}

/** Of which case, and why. */
export class DuplicateBody extends OmitType(MarkCaseDuplicate, ['caseId'] as const) {}

/** Why a case goes on. */
export class ReopenCaseBody extends OmitType(ReopenCase, ['caseId'] as const) {}

/** Which page. */
export class EvidenceQuery extends OmitType(ListCaseEvidence, ['caseId'] as const) {}
