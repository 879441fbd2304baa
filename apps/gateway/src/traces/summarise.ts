type Fields = Readonly<Record<string, unknown>>;
type Sentence = (text: (field: string) => string) => string;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  'assets.equipment.registered': (t) => `Equipment ${t('code')} (${t('name')}) was registered.`,
  'assets.sensor.registered': (t) => `Sensor ${t('code')} was registered.`,
  'acquisition.message.received': (t) => `A message of gateway ${t('gateway')} was received.`,
  'acquisition.readings.recorded': (t) =>
    `${t('recorded')} readings were recorded, ${t('refused')} refused.`,
  'acquisition.reading.recorded': (t) =>
    `The reading ${t('value')} measured at ${t('measuredAt')} was recorded.`,
  'acquisition.reading.rejected': (t) =>
    `A message of gateway ${t('gateway')} was rejected: ${t('reason')}.`,
  'detection.anomaly.detected': (t) =>
    `${t('sensorKey')} at ${t('value')} ${t('unit')} is not normal: ${t('explanation')}`,
  'detection.anomaly.expired': (t) => `${t('sensorKey')} behaves as learnt again.`,
  'detection.limit.exceeded': (t) =>
    `${t('sensorKey')} at ${t('value')} ${t('unit')} is beyond its ${t('kind')} limit ${t('threshold')}.`,
  'detection.limit.returned': (t) => `${t('sensorKey')} is back within its ${t('kind')} limit.`,
  'alarms.alarm.raised': (t) => `An alarm of ${t('severity')} severity was raised: ${t('message')}`,
  'alarms.alarm.reraised': (t) => `The alarm came up again, the ${t('count')}th time.`,
  'alarms.alarm.severity_raised': (t) =>
    `The alarm went from ${t('previousSeverity')} to ${t('severity')} severity.`,
  'alarms.alarm.acknowledged': (t) => `${t('acknowledgedBy')} acknowledged the alarm.`,
  'alarms.alarm.returned': () => 'The condition ended before anybody acknowledged the alarm.',
  'alarms.alarm.cleared': () => 'The alarm is over.',
  'alarms.case.opened': (t) => `A case was opened: ${t('title')}`,
  'alarms.case.triaged': (t) =>
    `The case of ${t('equipmentCode')} was triaged as ${t('verdict')}: ${t('reason')}`,
  'alarms.case.resolved': (t) => `The case was resolved: ${t('reason')}`,
  'maintenance.work_order.created': (t) => `Work order ${t('number')} was created: ${t('title')}`,
  'maintenance.work_order.priority_raised': (t) =>
    `The priority of work order ${t('number')} rose from ${t('previousPriority')} to ${t('priority')}.`,
  'maintenance.work_order.assigned': (t) =>
    `Work order ${t('number')} was assigned to ${t('assignee')}.`,
  'maintenance.work_order.released': (t) =>
    `${t('releasedBy')} gave work order ${t('number')} back to the board.`,
  'maintenance.work_order.started': (t) => `${t('assignee')} began work order ${t('number')}.`,
  'maintenance.work_order.completed': (t) =>
    `${t('completedBy')} completed work order ${t('number')}: ${t('remedy')}`,
  'maintenance.work_order.closed': (t) => `${t('closedBy')} closed work order ${t('number')}.`,
  'maintenance.work_order.cancelled': (t) =>
    `Work order ${t('number')} was cancelled: ${t('reason')}`,
  'notification.notification.sent': (t) =>
    `${t('recipient')} was told by ${t('channel')}: ${t('title')}`,
  'notification.notification.failed': (t) =>
    `${t('recipient')} could not be told by ${t('channel')}: ${t('reason')}`,
};

function withoutVersion(type: string): string {
  return type.replace(/\.v\d+$/, '');
}

/** Whether there is a sentence of its own for a type. */
export function hasSentence(type: string): boolean {
  return withoutVersion(type) in SENTENCES;
}

/** What happened, in one sentence. */
export function summarise(type: string, data: object): string {
  const fields = data as Fields;
  const text = (field: string): string => {
    const value = fields[field];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
  };
  const sentence = SENTENCES[withoutVersion(type)];
  return sentence ? sentence(text) : `${withoutVersion(type)} happened.`;
}
