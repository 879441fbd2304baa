type Fields = Readonly<Record<string, unknown>>;
type Sentence = (text: (field: string) => string) => string;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  'assets.equipment.registered': (t) => `Equipment ${t('code')} (${t('name')}) was registered.`,
  'assets.equipment.changed': (t) => `What is known of equipment ${t('code')} was changed.`,
  'assets.equipment.state_changed': (t) => `The state of equipment ${t('code')} changed.`,
  'assets.equipment.health_changed': (t) =>
    `The health of the equipment is ${t('band') || 'not known'} now (index ${t('index') || '–'}).`,
  'assets.equipment.moved': (t) => `Equipment ${t('code')} was moved.`,
  'assets.equipment.removed': (t) => `Equipment ${t('code')} was taken off the register.`,
  'assets.equipment.tag_rotated': () => 'The equipment has a new tag; the old one finds nothing.',
  'assets.assignment.started': () => 'Somebody was assigned to the equipment.',
  'assets.assignment.ended': () => 'An assignment to the equipment ended.',
  'assets.document.added': () => 'A document was added to the equipment.',
  'assets.document.removed': () => 'A document of the equipment was removed.',
  'assets.upload.refused': (t) =>
    `The file ${t('fileName')} was refused: the scanner found ${t('threat')} in it.`,
  'assets.location.registered': (t) => `Location ${t('name')} was registered.`,
  'assets.location.changed': (t) => `Location ${t('name')} was changed.`,
  'assets.location.removed': (t) => `Location ${t('name')} was removed.`,
  'assets.sensor.registered': (t) => `Sensor ${t('code')} was registered.`,
  'assets.sensor.changed': (t) => `Sensor ${t('code')} was changed.`,
  'assets.sensor.retired': (t) => `Sensor ${t('code')} was retired.`,
  'assets.meter.epoch_started': () => 'A meter began to count anew.',
  'assets.import.received': (t) => `A table of ${t('kind')} came to be imported.`,
  'assets.import.ended': (t) =>
    `The import of ${t('kind')} is ${t('state')}: ${t('created')} created, ${t('updated')} updated, ${t('failed')} refused.`,
  'acquisition.message.received': (t) => `A message of gateway ${t('gateway')} was received.`,
  'acquisition.readings.recorded': (t) =>
    `${t('recorded')} readings were recorded, ${t('refused')} refused.`,
  'acquisition.reading.recorded': (t) =>
    `The reading ${t('value')} measured at ${t('measuredAt')} was recorded.`,
  'acquisition.reading.rejected': (t) =>
    `A message of gateway ${t('gateway')} was rejected: ${t('reason')}.`,
  'acquisition.equipment.connectivity_changed': (t) =>
    `The equipment is ${t('connectivity')}; it was ${t('previous')}.`,
  'detection.anomaly.detected': (t) =>
    `${t('sensorKey')} at ${t('value')} ${t('unit')} is not normal: ${t('explanation')}`,
  'detection.anomaly.expired': (t) => `${t('sensorKey')} behaves as learnt again.`,
  'detection.limit.exceeded': (t) =>
    `${t('sensorKey')} at ${t('value')} ${t('unit')} is beyond its ${t('kind')} limit ${t('threshold')}.`,
  'detection.limit.returned': (t) => `${t('sensorKey')} is back within its ${t('kind')} limit.`,
  'detection.sensor_fault.detected': (t) =>
    `The sensor ${t('sensorKey')} is at fault (${t('kind')}): ${t('explanation')}`,
  'detection.sensor_fault.ended': (t) =>
    `The sensor ${t('sensorKey')} can be believed again (${t('kind')}).`,
  'detection.sensor.adjusted': (t) =>
    `${t('adjustedBy')} called an anomaly ${t('answer')}; the thresholds of its sensor move by ${t('step')}.`,
  'detection.sensor.adjustment_reverted': (t) =>
    `${t('revertedBy')} took back a step of ${t('step')} of a sensor's thresholds: ${t('reason')}`,
  'detection.version.drafted': (t) =>
    `${t('by')} wrote down version ${t('number')} of the ${t('kind')} detector, ${t('name')}.`,
  'detection.version.shadowed': (t) =>
    `Version ${t('number')} of the ${t('kind')} detector runs in shadow from ${t('from')} on.`,
  'detection.version.activated': (t) =>
    `${t('by')} made version ${t('number')} of the ${t('kind')} detector active from ${t('from')} on: ${t('comment')}`,
  'detection.version.rolled_back': (t) =>
    `${t('by')} rolled version ${t('number')} of the ${t('kind')} detector back from ${t('from')} on: ${t('reason')}`,
  'detection.version.retired': (t) =>
    `${t('by')} took version ${t('number')} of the ${t('kind')} detector out of use.`,
  'detection.backtest.started': (t) => `${t('requestedBy')} had a backtest begun.`,
  'detection.backtest.ended': (t) => `The backtest of ${t('requestedBy')} is ${t('state')}.`,
  'prediction.failure.predicted': (t) =>
    t('status') === 'not_enough_data'
      ? `There is not enough data to predict failures of mode ${t('failureMode')}.`
      : `A failure of mode ${t('failureMode')} within ${t('horizonHours')} h has the probability ${t('probability')}.`,
  'alarms.alarm.raised': (t) => `An alarm of ${t('severity')} severity was raised: ${t('message')}`,
  'alarms.alarm.reraised': (t) => `The alarm came up again, the ${t('count')}th time.`,
  'alarms.alarm.severity_raised': (t) =>
    `The alarm went from ${t('previousSeverity')} to ${t('severity')} severity.`,
  'alarms.alarm.acknowledged': (t) => `${t('acknowledgedBy')} acknowledged the alarm.`,
  'alarms.alarm.returned': () => 'The condition ended before anybody acknowledged the alarm.',
  'alarms.alarm.cleared': () => 'The alarm is over.',
  'alarms.alarm.reset': (t) => `${t('resetBy')} reset the alarm.`,
  'alarms.alarm.commented': (t) => `${t('commentedBy')} wrote: ${t('comment')}`,
  'alarms.alarm.judged': (t) => `${t('judgedBy')} called the alarm ${t('answer')}.`,
  'alarms.alarm.shelved': (t) =>
    `${t('shelvedBy')} shelved the alarm until ${t('until')}: ${t('reason')}`,
  'alarms.alarm.unshelved': (t) => `The alarm is no longer shelved and is ${t('state')}.`,
  'alarms.alarm.suppressed': (t) => `The alarm was suppressed: ${t('reason')}`,
  'alarms.alarm.unsuppressed': (t) => `A suppression of the alarm ended; it is ${t('state')}.`,
  'alarms.flood.started': (t) =>
    `An alarm flood began, ${t('alarms')} alarms in ten minutes; first: ${t('firstOutMessage')}`,
  'alarms.flood.ended': (t) => `The alarm flood ended after ${t('alarms')} alarms.`,
  'alarms.policy.set': (t) =>
    `${t('changedBy')} set the alarm policy, for ${t('operators')} operators.`,
  'alarms.rule.drafted': (t) =>
    `${t('changedBy')} drafted version ${t('version')} of ${t('code')}.`,
  'alarms.rule.shadowed': (t) =>
    `Version ${t('version')} of the rule ${t('code')} is tried in shadow.`,
  'alarms.rule.activated': (t) =>
    t('kind') === 'rolled_back'
      ? `Version ${t('version')} of the rule ${t('code')} is active again: ${t('comment')}`
      : `Version ${t('version')} of the rule ${t('code')} is active.`,
  'alarms.rule.retirement_proposed': (t) => `A rule is to be looked at: ${t('reason')}`,
  'alarms.rule.proposal_decided': (t) =>
    `${t('decidedBy')} ${t('state')} the proposal about ${t('rule')}.`,
  'alarms.rule.retired': (t) => `Version ${t('version')} of the rule ${t('code')} was retired.`,
  'alarms.case.opened': (t) => `A case was opened: ${t('title')}`,
  'alarms.case.triaged': (t) =>
    `The case of ${t('equipmentCode')} was triaged as ${t('verdict')}: ${t('reason')}`,
  'alarms.case.resolved': (t) => `The case was resolved: ${t('reason')}`,
  'alarms.case.judged': (t) => `${t('judgedBy')} said of what led to the case: ${t('answer')}.`,
  'alarms.case.marked_false_positive': (t) =>
    `${t('markedBy')} marked the case as a false positive: ${t('reason')}`,
  'alarms.case.merged': (t) => `${t('mergedBy')} joined the case to another: ${t('reason')}`,
  'alarms.case.reopened': (t) => `${t('reopenedBy')} reopened the case: ${t('reason')}`,
  'maintenance.inspection_template.written': (t) =>
    `${t('changedBy')} wrote version ${t('version')} of the inspection template ${t('code')}.`,
  'maintenance.inspection_template.retired': (t) =>
    `${t('changedBy')} retired the inspection template ${t('code')}.`,
  'maintenance.inspection_round.changed': (t) =>
    `${t('changedBy')} changed the inspection round ${t('name')}; it is ${t('state')}.`,
  'maintenance.inspection.scheduled': (t) =>
    `The inspection ${t('name')} was planned for ${t('dueAt')}.`,
  'maintenance.inspection.started': (t) => `${t('startedBy')} began the inspection ${t('name')}.`,
  'maintenance.inspection.submitted': (t) =>
    `${t('submittedBy')} handed in the inspection ${t('name')}.`,
  'maintenance.inspection.item_failed': (t) =>
    `The inspection ${t('name')} found a fault of severity ${t('severity')}: ${t('text')}`,
  'maintenance.inspection.missed': (t) =>
    `The inspection ${t('name')} that was due at ${t('dueAt')} was missed.`,
  'maintenance.inspection.reviewed': (t) =>
    `${t('reviewedBy')} reviewed the inspection ${t('name')}.`,
  'maintenance.inspection.closed': (t) => `${t('closedBy')} closed the inspection ${t('name')}.`,
  'maintenance.inspection.cancelled': (t) =>
    `${t('cancelledBy')} called the inspection ${t('name')} off: ${t('reason')}`,
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
  'maintenance.work_order.submitted': (t) =>
    `${t('submittedBy')} handed in work order ${t('number')}.`,
  'maintenance.work_order.approved': (t) =>
    `${t('approvedBy')} approved work order ${t('number')}.`,
  'maintenance.work_order.planned': (t) => `${t('plannedBy')} planned work order ${t('number')}.`,
  'maintenance.work_order.scheduled': (t) =>
    `Work order ${t('number')} is to be done from ${t('plannedStartAt')} on.`,
  'maintenance.work_order.held': (t) =>
    `${t('heldBy')} put work order ${t('number')} on hold: ${t('reason')}.`,
  'maintenance.work_order.resumed': (t) => `${t('resumedBy')} went on with ${t('number')}.`,
  'maintenance.work_order.sent_back': (t) =>
    `${t('sentBackBy')} sent work order ${t('number')} back: ${t('reason')}`,
  'maintenance.work_order.glass_broken': (t) =>
    `${t('startedBy')} began work order ${t('number')} without what keeps people safe: ${t('reason')}`,
  'maintenance.work_order.reopened': (t) =>
    `${t('reopenedBy')} reopened work order ${t('number')}: ${t('reason')}`,
  'maintenance.work_order.verified': (t) =>
    `${t('verifiedBy')} verified work order ${t('number')}.`,
  'maintenance.work_order.commented': (t) => `${t('commentedBy')} wrote: ${t('comment')}`,
  'maintenance.work_order.related': (t) =>
    `${t('by')} related work order ${t('number')} to ${t('otherNumber')}: ${t('kind')}.`,
  'maintenance.work_order.unrelated': (t) =>
    `${t('by')} took the relation of ${t('number')} to ${t('otherNumber')} back: ${t('kind')}.`,
  'maintenance.work_order.signed': (t) =>
    `${t('signedBy')} signed work order ${t('number')}: ${t('meaning')}.`,
  'maintenance.work_order.skills_set': (t) => `${t('by')} settled which skills the work needs.`,
  'maintenance.task.added': (t) => `${t('by')} added a task: ${t('text')}`,
  'maintenance.task.removed': (t) => `${t('by')} took a task away: ${t('text')}`,
  'maintenance.task.recorded': (t) => `${t('by')} recorded the result of a task: ${t('text')}`,
  'maintenance.safety_plan.set': (t) => `${t('by')} settled how the equipment is made safe.`,
  'maintenance.qualification.added': (t) => `${t('name')} is qualified as ${t('skill')}.`,
  'maintenance.qualification.removed': (t) =>
    `${t('name')} is no longer qualified as ${t('skill')}.`,
  'maintenance.part.added': (t) => `The part ${t('number')} (${t('name')}) is kept.`,
  'maintenance.part.received': (t) => `${t('quantity')} of the part ${t('number')} came in.`,
  'maintenance.part.needed': (t) =>
    `${t('by')} settled that ${t('quantity')} of the part ${t('number')} are needed.`,
  'maintenance.part.reserved': (t) =>
    `${t('by')} reserved ${t('quantity')} of the part ${t('number')}.`,
  'maintenance.part.unreserved': (t) =>
    `${t('by')} let ${t('quantity')} of the part ${t('number')} go.`,
  'maintenance.part.issued': (t) => `${t('by')} took ${t('quantity')} of the part ${t('number')}.`,
  'maintenance.part.returned': (t) =>
    `${t('by')} brought ${t('quantity')} of the part ${t('number')} back.`,
  'maintenance.work_order.cost_added': (t) =>
    `The work cost ${t('amount')} ${t('currency')} (${t('kind')}): ${t('text')}`,
  'maintenance.record.added': (t) => `${t('performedBy')} did maintenance: ${t('description')}`,
  'maintenance.feedback.given': (t) => `${t('givenBy')} said of the alarm: ${t('answer')}.`,
  'maintenance.work_request.submitted': (t) => `${t('by')} reported a fault: ${t('title')}`,
  'maintenance.work_request.approved': (t) => `${t('by')} approved the work request: ${t('title')}`,
  'maintenance.work_request.rejected': (t) =>
    `${t('by')} rejected the work request: ${t('reason')}`,
  'maintenance.work_request.marked_duplicate': (t) =>
    `${t('by')} found the work request reported before: ${t('title')}`,
  'maintenance.work_request.cancelled': (t) => `${t('by')} took the report back: ${t('title')}`,
  'maintenance.work_request.converted': (t) =>
    `${t('by')} ordered the work asked for: ${t('title')}`,
  'maintenance.work_policy.set': (t) => `${t('changedBy')} set the policy for work.`,
  'maintenance.work_order.cancelled': (t) =>
    `Work order ${t('number')} was cancelled: ${t('reason')}`,
  'maintenance.plan.drafted': (t) => `${t('changedBy')} wrote the plan ${t('title')}.`,
  'maintenance.plan.changed': (t) => `${t('changedBy')} changed the plan ${t('title')}.`,
  'maintenance.plan.activated': (t) => `${t('changedBy')} put the plan ${t('title')} in force.`,
  'maintenance.plan.paused': (t) => `${t('changedBy')} paused the plan ${t('title')}.`,
  'maintenance.plan.resumed': (t) => `${t('changedBy')} resumed the plan ${t('title')}.`,
  'maintenance.plan.retired': (t) => `${t('changedBy')} put the plan ${t('title')} away.`,
  'maintenance.occurrence.due_soon': (t) => `${t('title')} will be due before long.`,
  'maintenance.occurrence.due': (t) => `${t('title')} is due.`,
  'maintenance.occurrence.overdue': (t) => `${t('title')} is overdue.`,
  'maintenance.occurrence.done': (t) => `${t('title')} was done.`,
  'maintenance.occurrence.skipped': (t) => `${t('title')} is left out: ${t('reason')}`,
  'maintenance.occurrence.merged': (t) => `${t('title')} will be done with other work.`,
  'maintenance.escalation.level_reached': (t) =>
    `${t('title')} is overdue; level ${t('level')} was reached.`,
  'maintenance.team_calendar.opened': (t) => `${t('by')} opened a calendar of ${t('team')}.`,
  'maintenance.team_calendar.rotated': (t) =>
    `${t('by')} gave the calendar of ${t('team')} another address.`,
  'maintenance.team_calendar.closed': (t) => `${t('by')} closed a calendar of ${t('team')}.`,
  'maintenance.next_maintenance.changed': () => 'When the next maintenance is due changed.',
  'notification.notification.sent': (t) =>
    `${t('recipient')} was told by ${t('channel')}: ${t('title')}`,
  'notification.notification.failed': (t) =>
    `${t('recipient')} could not be told by ${t('channel')}: ${t('reason')}`,
  'access.device_credential.issued': (t) => `The sensor gateway ${t('gateway')} was let in.`,
  'access.device_credential.revoked': (t) =>
    `A credential of the sensor gateway ${t('gateway')} was taken back.`,
  'analytics.equipment_state.entered': (t) =>
    `The equipment was said to be ${t('state')} from ${t('from')}: ${t('reason')}`,
  'analytics.production.recorded': (t) =>
    `Production up to ${t('to')} was recorded: ${t('produced')} pieces, ${t('good')} good.`,
  'analytics.cost_rates.set': (t) =>
    `An hour costs ${t('labourPerHour')} of work, ${t('downtimePerHour')} of standstill.`,
  'analytics.downtime_reasons.set': () => 'The reasons for standstills were set.',
  'gateway.tenant.added': (t) => `The tenant ${t('code')} (${t('name')}) was added.`,
  'gateway.user.added': (t) => `The user ${t('username')} was added.`,
  'gateway.user.changed': (t) => `The user ${t('username')} was changed.`,
  'gateway.user.removed': (t) => `The user ${t('username')} was removed.`,
  'gateway.password.changed': (t) => `${t('username')} has another password.`,
  'gateway.identity.linked': (t) =>
    `${t('username')} was linked to ${t('externalId')} of ${t('issuer')}.`,
  'gateway.identity.unlinked': (t) =>
    `${t('username')} is no longer linked to ${t('externalId')} of ${t('issuer')}.`,
  'gateway.role.added': (t) => `The role ${t('name')} was added.`,
  'gateway.role.changed': (t) => `The role ${t('name')} was changed.`,
  'gateway.role.removed': (t) => `The role ${t('name')} was removed.`,
  'gateway.api_key.issued': (t) => `The API key ${t('name')} was issued.`,
  'gateway.api_key.revoked': (t) => `The API key ${t('name')} was revoked.`,
  'gateway.queue.steered': (t) =>
    `${t('steeredBy')} did ${t('action')} on the queue ${t('queue')}.`,
  'gateway.session.opened': (t) => `${t('username')} signed in by ${t('method')}.`,
  'gateway.session.closed': (t) => `A session of ${t('username')} ended: ${t('reason')}.`,
  'gateway.refresh_token.reused': (t) => `A refresh token of ${t('username')} came twice.`,
  'gateway.sign_in.refused': (t) => `${t('tried')} was not let in: ${t('reason')}.`,
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
