import { Choice, FreeForm, ListOf, Text, Uuid } from '../../fields/kinds.js';
import { QueryContract, Request } from '../../envelope/request-contract.js';
import { CRITICALITIES, type Criticality } from '../../words.js';
import { LIFECYCLES, type Lifecycle } from '../equipment/equipment-states.js';
import { LOCATION_KINDS, type LocationKind } from '../locations/location.js';

const optional = { optional: true } as const;

/** A row of a table; its fields are those of the kind's rows. */
export class TableRow {
  @FreeForm() fields!: Record<string, unknown>;
}

/** Some rows of a table, and after which id the next ones come; without it there are none. */
export class TablePart {
  @ListOf(() => TableRow, { max: 1000 }) rows!: TableRow[];
  @Uuid(optional) next?: string;
}

abstract class ExportRequest extends Request<TablePart> {
  @Uuid({ ...optional, description: 'Rows after this id' }) after?: string;
}

/** Asks for the next rows of the table of equipment. */
@QueryContract('assets.export-equipment')
export class ExportEquipment extends ExportRequest {
  @Text({ max: 100, ...optional }) class?: string;
  @Choice(CRITICALITIES, optional) criticality?: Criticality;
  @Choice(LIFECYCLES, optional) lifecycle?: Lifecycle;
  @Uuid({ ...optional, description: 'In this location or below it' }) locationId?: string;
}

/** Asks for the next rows of the table of locations. */
@QueryContract('assets.export-locations')
export class ExportLocations extends ExportRequest {
  @Choice(LOCATION_KINDS, optional) kind?: LocationKind;
  @Uuid({ ...optional, description: 'This location and all below it' }) under?: string;
}

/** Asks for the next rows of the table of sensors in use. */
@QueryContract('assets.export-sensors')
export class ExportSensors extends ExportRequest {
  @Uuid(optional) equipmentId?: string;
}
