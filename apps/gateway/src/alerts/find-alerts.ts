import { Injectable } from '@nestjs/common';
import { ListAlarms, type AlarmView, type Page } from '@libs/contracts';
import { AgentsClient, type Asking } from '../http/agents-client.js';
import type { AlertKind, AlertView, ListAlerts } from './alert.dto.js';
import { joinedPage, type ListPart } from './joined-pages.js';

type Source = (asked: ListAlerts, asking: Asking) => ListPart<AlertView>;

/** Alerts of every kind as one list: each kind is a source of its own. */
@Injectable()
export class FindAlerts {
  private readonly sources: readonly { readonly kind: AlertKind; readonly list: Source }[] = [
    { kind: 'alarm', list: (asked, asking) => this.alarms(asked, asking) },
  ];

  constructor(private readonly agents: AgentsClient) {}

  find(asked: ListAlerts, asking: Asking): Promise<Page<AlertView>> {
    const { kind, page = 1, pageSize = 20 } = asked;
    const parts = this.sources
      .filter((source) => kind === undefined || source.kind === kind)
      .map(({ list }) => list(asked, asking));
    return joinedPage(parts, page, pageSize);
  }

  private alarms({ equipmentId, priority, isOverdue }: ListAlerts, asking: Asking) {
    return async (page: number, pageSize: number): Promise<Page<AlertView>> => {
      // A condition that is true now is due now, never overdue.
      if (isOverdue === 'true') return { items: [], totalCount: 0 };
      const filter = {
        ...(equipmentId !== undefined && { equipmentId }),
        ...(priority !== undefined && { severity: priority }),
      };
      const asked = { ...filter, open: 'true', page, pageSize };
      const { items, totalCount } = await this.agents.ask(ListAlarms, asked, asking);
      return { items: items.map(alarmAlert), totalCount };
    };
  }
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
