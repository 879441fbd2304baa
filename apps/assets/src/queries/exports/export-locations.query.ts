import { ExportLocations } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { tablePart } from '../../exports/table-part.js';
import { assertMay } from '../../imports/may.js';
import { ExportRepository } from '../../persistence/exports/export.repository.js';
import { locationView } from '../../persistence/locations/location-view.js';
import { LocationRepository } from '../../persistence/locations/location.repository.js';

@Answers(ExportLocations)
export class ExportLocationsHandler implements RequestHandler<ExportLocations> {
  constructor(
    private readonly exports: ExportRepository,
    private readonly locations: LocationRepository,
  ) {}

  async execute({ request, caller, tx }: Call<ExportLocations>): Promise<Answer<ExportLocations>> {
    assertMay(caller, 'locations.read');
    const found = await this.exports.locations(request, tx);
    const ids = found.map(({ id }) => id);
    const rows = await this.locations.findAll(ids, tx);
    const byId = new Map(rows.map((row) => [row.id, locationView(row)]));
    const reply = tablePart('locations', found, ({ id, parentCode }) => {
      const { parentId, ...view } = byId.get(id) ?? {};
      return { ...view, ...(parentCode === null ? { parentId } : { parentCode }) };
    });
    return { reply };
  }
}
