import type { BacktestView } from '@libs/contracts';
import type { Backtest } from '../../domain/backtests/backtest.js';

export const backtestView = (row: Backtest): BacktestView => ({
  id: row.id,
  state: row.state,
  from: row.from.toISOString(),
  to: row.to.toISOString(),
  learnDays: row.learnDays,
  leadHours: row.leadHours,
  settings: row.settings,
  equipment: row.equipment,
  equipmentDone: row.equipmentDone,
  readings: row.readings,
  requestedBy: row.requestedBy,
  createdAt: row.createdAt.toISOString(),
  ...(row.reason !== null && { reason: row.reason }),
  ...(row.detectorVersion !== null && { detectorVersion: row.detectorVersion }),
  ...(row.versionId !== null && { versionId: row.versionId }),
  ...(row.ruleId !== null &&
    row.ruleVersion !== null && { rule: { ruleId: row.ruleId, version: row.ruleVersion } }),
  ...(row.startedAt && { startedAt: row.startedAt.toISOString() }),
  ...(row.endedAt && { endedAt: row.endedAt.toISOString() }),
  ...(row.result && { result: row.result }),
});
