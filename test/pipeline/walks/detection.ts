import type { TestPlant } from '@libs/testing';
import { v7 as uuidv7 } from 'uuid';
import { TENANT } from '../start-gateway.js';
import type { Walker } from '../walker.js';

/** Runs a backtest over nothing much and calls it off, takes an adjustment back, and has a version tell for a while. */
export async function writeDetection(walker: Walker, plant: TestPlant): Promise<void> {
  const window = { from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z', learnDays: 0 };
  await walker.post('/detection/backtests', window);
  await walker.post('/detection/backtests/{id}/cancel');
  const id = uuidv7();
  await plant.database.admin.query(
    `INSERT INTO detection.sensor_adjustment (tenant_id, id, sensor_id, equipment_id, anomaly_id,
       answer, step, adjusted_by, from_at) VALUES ($1, $2, $2, $2, $2, 'wrong', 0.03, 'tess', now())`,
    [TENANT, id],
  );
  walker.know('/detection/adjustments', id);
  await walker.post('/detection/adjustments/{id}/revert', { reason: 'checked' });
  const version = { kind: 'univariate', name: 'Earlier', settings: { alertFrom: 0.45 } };
  await walker.post('/detection/versions', version);
  await walker.post('/detection/versions/{id}/retire');
  await walker.post('/detection/versions', version);
  await walker.post('/detection/versions/{id}/shadow');
  await walker.post('/detection/versions/{id}/activate', { comment: 'earlier' });
  await walker.post('/detection/versions/{id}/roll-back', { reason: 'too loud' });
}
