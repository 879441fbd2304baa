import { OmitType } from '@nestjs/swagger';
import { TeamCalendarView, Text } from '@libs/contracts';

/** A team's calendar; its address is told when it is made, and when it is made anew. */
export class CalendarAnswer extends OmitType(TeamCalendarView, ['secret'] as const) {
  @Text({ max: 2000, optional: true, description: 'Told once; whoever has it reads the calendar' })
  url?: string;
}
