import type { CalendarContentView } from '@libs/contracts';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

const STATUSES = {
  tentative: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
} as const;
const READ_AGAIN_SECONDS = 900;

/** A team's calendar as iCalendar (RFC 5545), all instants in UTC; the same content, the same text. */
export function drawCalendar({ team, entries }: CalendarContentView): string {
  const calendar = ical({
    name: team,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Millwright', product: 'maintenance' },
    ttl: READ_AGAIN_SECONDS,
  });
  for (const entry of entries) {
    const { uid, summary, description, location, sequence } = entry;
    const modified = new Date(entry.modifiedAt);
    calendar.createEvent({
      ...{ id: `${uid}@millwright`, summary, description, location, sequence },
      start: new Date(entry.startsAt),
      // Without an end it is an instant.
      ...(entry.endsAt === entry.startsAt ? {} : { end: new Date(entry.endsAt) }),
      ...{ stamp: modified, lastModified: modified, status: STATUSES[entry.status] },
    });
  }
  // Every line ends, the last one too.
  return `${calendar.toString()}\r\n`;
}
