import { OmitType } from '@nestjs/swagger';
import { ResolveCase } from '@libs/contracts';

/** Why a case is over. */
export class ResolveCaseBody extends OmitType(ResolveCase, ['caseId'] as const) {}
