import {
  ListDetectors,
  type DetectorKind,
  type DetectorView,
  type VersionCard,
} from '@libs/contracts';
import { detectorVersion, machineDetectorVersion } from '@libs/detectors';
import type { Transaction } from '@libs/database';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { tellingOf } from '@libs/watch';
import { modelCards } from '../domain/model-cards.js';
import { FeedbackRepository } from '../persistence/feedback.repository.js';
import { VersionRepository } from '../persistence/versions/version.repository.js';

const KINDS: Readonly<Record<string, DetectorKind>> = {
  [detectorVersion]: 'univariate',
  [machineDetectorVersion]: 'machine',
};

interface Said {
  readonly right: number;
  readonly wrong: number;
}

@Answers(ListDetectors)
export class ListDetectorsHandler implements RequestHandler<ListDetectors> {
  constructor(
    private readonly feedback: FeedbackRepository,
    private readonly versions: VersionRepository,
  ) {}

  async execute({ tx }: Call<ListDetectors>): Promise<Answer<ListDetectors>> {
    const known = await this.feedback.precision(tx);
    const cards = await this.versionCards(tx);
    const reply = modelCards.map((card): DetectorView => {
      const said = known.find(({ detectorVersion }) => detectorVersion === card.version);
      const kind = KINDS[card.version];
      const versions = kind && cards.filter((each) => each.kind === kind).map(({ card }) => card);
      return Object.assign({}, card, precisionOf(said), versions && { versions });
    });
    return { reply };
  }

  private async versionCards(
    tx: Transaction,
  ): Promise<{ kind: DetectorKind; card: VersionCard }[]> {
    const said = await this.feedback.precisionOfVersions(tx);
    const rows = await this.versions.inUse(tx);
    return rows.map(({ id: versionId, kind, number, name, state, settings }) => {
      const answers = precisionOf(said.find((each) => each.versionId === versionId));
      const { readingsBeforeTelling, ...rest } = tellingOf(settings);
      const all = kind === 'univariate' ? { ...rest, readingsBeforeTelling } : rest;
      return { kind, card: { versionId, number, name, state, settings: all, ...answers } };
    });
  }
}

function precisionOf({ right, wrong }: Said = { right: 0, wrong: 0 }) {
  const answers = right + wrong;
  return { right, wrong, precision: answers === 0 ? null : right / answers };
}
