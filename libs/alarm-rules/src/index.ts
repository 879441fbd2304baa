export type { Verdict } from './evaluate-condition.js';
export { alarmLoad } from './alarm-load.js';
export { appliesTo, evaluateRule, faultOf, silenceSeconds } from './evaluate-rule.js';
export { followRule, type RuleDelays, type RuleMove, type RuleStanding } from './follow-rule.js';
export { newsOfAnomaly, newsOfEnd, newsOfLimit, type RuleNews } from './rule-news.js';
export { REMEMBERED_MS, silenceOf, type Signal } from './signal.js';
