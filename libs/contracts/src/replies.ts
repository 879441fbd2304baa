import type { ContractClass } from './envelope/event-contract.js';
import type { Request } from './envelope/request-contract.js';
import type { PageRequest } from './paging.js';
import * as acquisition from './acquisition/index.js';
import * as alarms from './alarms/index.js';
import * as assets from './assets/index.js';
import * as detection from './detection/index.js';
import * as maintenance from './maintenance/index.js';
import * as notification from './notification/index.js';

/** What a request is answered with: a view, a view or null, a list of views, or a page of them. */
export interface Reply {
  readonly view: ContractClass;
  readonly shape: 'one' | 'one_or_null' | 'list' | 'page';
}

type Row = readonly [request: ContractClass, reply: Reply];
type Asks<Answer> = ContractClass<Request<Answer>>;

const rows = (requests: readonly ContractClass[], reply: Reply): Row[] =>
  requests.map((request) => [request, reply]);

// The compiler holds each of these to the answer that the request's class declares.
const one = <V extends object>(view: ContractClass<V>, ...requests: Asks<NoInfer<V>>[]): Row[] =>
  rows(requests, { view, shape: 'one' });
const oneOrNull = <V extends object>(view: ContractClass<V>, request: Asks<NoInfer<V> | null>) =>
  rows([request], { view, shape: 'one_or_null' });
const list = <V extends object>(view: ContractClass<V>, request: Asks<NoInfer<V>[]>): Row[] =>
  rows([request], { view, shape: 'list' });
const page = <V extends object>(
  view: ContractClass<V>,
  request: ContractClass<PageRequest<NoInfer<V>>>,
): Row[] => rows([request], { view, shape: 'page' });

const replies = new Map<ContractClass, Reply>([
  ...one(assets.EquipmentView, assets.RegisterEquipment, assets.GetEquipment),
  ...page(assets.EquipmentView, assets.ListEquipment),
  ...one(assets.SensorView, assets.RegisterSensor, assets.GetSensor),
  ...page(assets.SensorView, assets.ListSensors),

  ...one(acquisition.SeriesView, acquisition.GetSeries),
  ...one(acquisition.ReadingView, acquisition.GetReading),
  ...list(acquisition.LatestValueView, acquisition.ListLatestValues),
  ...oneOrNull(acquisition.GatewayMessageView, acquisition.FindGatewayMessage),
  ...page(acquisition.GatewayView, acquisition.ListGateways),
  ...one(acquisition.QuarantinedView, acquisition.GetQuarantined),

  ...page(detection.AnomalyView, detection.ListAnomalies),
  ...one(detection.AnomalyView, detection.GetAnomaly),
  ...one(detection.LimitView, detection.SetLimit),
  ...page(detection.LimitView, detection.ListLimits),

  ...page(alarms.AlarmView, alarms.ListAlarms),
  ...one(alarms.AlarmView, alarms.GetAlarm, alarms.AcknowledgeAlarm),
  ...page(alarms.CaseView, alarms.ListCases),
  ...one(alarms.CaseView, alarms.GetCase, alarms.ResolveCase),

  ...page(maintenance.WorkOrderView, maintenance.ListWorkOrders),
  ...one(
    maintenance.WorkOrderView,
    maintenance.GetWorkOrder,
    maintenance.CreateWorkOrder,
    maintenance.ClaimWorkOrder,
    maintenance.ReleaseWorkOrder,
    maintenance.StartWorkOrder,
    maintenance.CompleteWorkOrder,
    maintenance.CloseWorkOrder,
    maintenance.CancelWorkOrder,
  ),

  ...page(notification.NotificationView, notification.ListNotifications),
  ...one(
    notification.NotificationView,
    notification.GetNotification,
    notification.MarkNotificationRead,
  ),
  ...one(notification.ContactView, notification.AddContact),
  ...page(notification.ContactView, notification.ListContacts),
]);

/** The answer of a request; undefined where it is a few figures that have no class. */
export function replyOf(request: ContractClass): Reply | undefined {
  return replies.get(request);
}
