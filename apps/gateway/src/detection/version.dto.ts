import { OmitType } from '@nestjs/swagger';
import {
  ActivateDetectorVersion,
  ListShadowEpisodes,
  RollBackDetectorVersion,
} from '@libs/contracts';

/** Why it is to tell people. */
export class ActivateVersionBody extends OmitType(ActivateDetectorVersion, [
  'versionId',
] as const) {}

/** Why the one before is to tell people again. */
export class RollBackVersionBody extends OmitType(RollBackDetectorVersion, [
  'versionId',
] as const) {}

/** Which page, and of which machine. */
export class ShadowEpisodesQuery extends OmitType(ListShadowEpisodes, ['versionId'] as const) {}
