import { Choice, Flag, Instant, PageRequest, Real, SEVERITIES, Text, Uuid } from '@libs/contracts';
import type { Severity } from '@libs/contracts';

/** What an alert is about: a condition that is true now, maintenance that is due, what a person saw. */
export const ALERT_KINDS = ['alarm', 'maintenance_due', 'fault_report'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

const nullable = { nullable: true } as const;

/** An alert in the words of systems that keep a fleet. */
export class AlertView {
  @Choice(ALERT_KINDS) kind!: AlertKind;
  @Uuid() alert_id!: string;
  @Uuid() equipment_id!: string;
  @Text({ max: 200, ...nullable }) equipment_name!: string | null;
  @Text({ max: 120, description: 'Of an alarm: its rule; of a report: fault_report' })
  maintenance_type!: string;
  @Text({ max: 4000 }) description!: string;
  @Text({ max: 4000, ...nullable }) description_ar!: string | null;
  @Choice(SEVERITIES) priority!: Severity;
  @Instant(nullable) due_at!: string | null;
  @Real({ ...nullable, description: 'Due at this count of operating hours' })
  due_hours!: number | null;
  @Flag() is_overdue!: boolean;
  @Instant() created_at!: string;
}

/** Which alerts to list. */
export class ListAlerts extends PageRequest<AlertView> {
  @Choice(ALERT_KINDS, { optional: true }) kind?: AlertKind;
  @Uuid({ optional: true }) equipmentId?: string;
  @Choice(SEVERITIES, { optional: true }) priority?: Severity;
  @Choice(['true', 'false'], { optional: true }) isOverdue?: 'true' | 'false';
}
