import { Text } from '@libs/contracts';

/** Which events to hear. */
export class LiveQuery {
  @Text({
    max: 1000,
    optional: true,
    example: 'alarms.,maintenance.work_order',
    description: 'Beginnings of event types, separated by commas; all by default',
  })
  types?: string;
}
