import { Injectable } from '@nestjs/common';
import {
  ListAlarms,
  ListMaintenanceDues,
  ListWorkRequests,
  type AlarmView,
  type MaintenanceDueView,
  type Page,
  type WorkRequestView,
} from '@libs/contracts';
import { AgentsClient, type Asking } from '../http/agents-client.js';
import type { AlertKind, AlertView, ListAlerts } from './alert.dto.js';
import { joinedPage, type ListPart } from './joined-pages.js';

type Source = (asked: ListAlerts, asking: Asking) => ListPart<AlertView>;

/** Alerts of every kind as one list: each kind is a source of its own. */
@Injectable()
export class FindAlerts {
  private readonly sources: readonly { readonly kind: AlertKind; readonly list: Source }[] = [
    { kind: 'alarm', list: (asked, asking) => this.alarms(asked, asking) },
    { kind: 'maintenance_due', list: (asked, asking) => this.dues(asked, asking) },
    { kind: 'fault_report', list: (asked, asking) => this.reports(asked, asking) },
  ];

  constructor(private readonly agents: AgentsClient) {}

  find(asked: ListAlerts, asking: Asking): Promise<Page<AlertView>> {
    const { kind, page = 1, pageSize = 20 } = asked;
    const parts = this.sources
      .filter((source) => kind === undefined || source.kind === kind)
      .map(({ list }) => list(asked, asking));
    return joinedPage(parts, page, pageSize);
  }

  private alarms(listed: ListAlerts, asking: Asking) {
    return async (page: number, pageSize: number): Promise<Page<AlertView>> => {
      // A condition that is true now is due now, never overdue.
      if (listed.isOverdue === 'true') return { items: [], totalCount: 0 };
      const asked = { ...openOnes(listed), page, pageSize };
      const { items, totalCount = 0 } = await this.agents.ask(ListAlarms, asked, asking);
      return { items: items.map(alarmAlert), totalCount };
    };
  }

  private dues({ equipmentId, priority, isOverdue }: ListAlerts, asking: Asking) {
    return async (page: number, pageSize: number): Promise<Page<AlertView>> => {
      const filter = {
        ...(equipmentId !== undefined && { equipmentId }),
        ...(priority !== undefined && { priority }),
        ...(isOverdue !== undefined && { overdue: isOverdue }),
      };
      const asked = { ...filter, page, pageSize };
      const { items, totalCount } = await this.agents.ask(ListMaintenanceDues, asked, asking);
      return { items: items.map(dueAlert), totalCount };
    };
  }

  private reports(listed: ListAlerts, asking: Asking) {
    return async (page: number, pageSize: number): Promise<Page<AlertView>> => {
      // Nobody said until when what was reported has to be done.
      if (listed.isOverdue === 'true') return { items: [], totalCount: 0 };
      const asked = { ...openOnes(listed), page, pageSize };
      const { items, totalCount } = await this.agents.ask(ListWorkRequests, asked, asking);
      return { items: items.map(reportAlert), totalCount };
    };
  }
}

/** What is asked of alarms and of reports alike. */
const openOnes = ({ equipmentId, priority }: ListAlerts) => ({
  ...(equipmentId !== undefined && { equipmentId }),
  ...(priority !== undefined && { severity: priority }),
  open: 'true' as const,
});

function reportAlert(report: WorkRequestView): AlertView {
  return {
    kind: 'fault_report',
    alert_id: report.id,
    equipment_id: report.equipmentId,
    equipment_name: report.equipmentName ?? null,
    maintenance_type: 'fault_report',
    description: report.description,
    description_ar: null,
    priority: report.severity,
    due_at: null,
    due_hours: null,
    is_overdue: false,
    created_at: report.reportedAt,
  };
}

function dueAlert(due: MaintenanceDueView): AlertView {
  return {
    kind: 'maintenance_due',
    alert_id: due.id,
    equipment_id: due.equipmentId,
    equipment_name: due.equipmentName,
    maintenance_type: due.maintenanceType,
    description: due.description,
    description_ar: due.descriptions?.['ar'] ?? null,
    priority: due.priority,
    due_at: due.dueAt,
    due_hours: due.dueHours,
    is_overdue: due.isOverdue,
    created_at: due.createdAt,
  };
}

function alarmAlert(alarm: AlarmView): AlertView {
  return {
    kind: 'alarm',
    alert_id: alarm.id,
    equipment_id: alarm.equipmentId,
    equipment_name: alarm.equipmentName ?? null,
    maintenance_type: alarm.rule,
    description: alarm.message,
    description_ar: null,
    priority: alarm.severity,
    due_at: null,
    due_hours: null,
    is_overdue: false,
    created_at: alarm.raisedAt,
  };
}
