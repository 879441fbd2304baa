import { OmitType } from '@nestjs/swagger';
import {
  Choice,
  ExportEquipment,
  ExportLocations,
  ExportSensors,
  PageRequest,
  TABLE_FORMATS,
  type TableFormat,
} from '@libs/contracts';

const optional = { optional: true } as const;

/** How a table is to be taken. */
export class ImportQuery {
  @Choice(['true', 'false'], {
    ...optional,
    default: 'false',
    description: 'Tells what would be, and changes nothing',
  })
  dryRun?: string;
}

/** How refused rows are to be told. */
export class ImportErrorsQuery extends PageRequest<unknown> {
  @Choice(['json', 'table'], {
    ...optional,
    default: 'json',
    description: 'table: all of them in the format that came, to be corrected and sent again',
  })
  format?: 'json' | 'table';
}

const AFTER = ['after'] as const;
const asFormat = (): PropertyDecorator => Choice(TABLE_FORMATS, { ...optional, default: 'csv' });

/** Which equipment to export, and how. */
export class ExportEquipmentQuery extends OmitType(ExportEquipment, AFTER) {
  @asFormat() format?: TableFormat;
}

/** Which locations to export, and how. */
export class ExportLocationsQuery extends OmitType(ExportLocations, AFTER) {
  @asFormat() format?: TableFormat;
}

/** Which sensors to export, and how. */
export class ExportSensorsQuery extends OmitType(ExportSensors, AFTER) {
  @asFormat() format?: TableFormat;
}
