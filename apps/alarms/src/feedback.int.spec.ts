import { AnomalyDetected, FeedbackGiven, WorkOrderCreated } from '@libs/contracts';
import { AlarmsBench, anAnomaly, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { AlarmsModule } from './alarms.module.js';

describe('what people say of an alarm when its work is done', () => {
  let plant: TestPlant;
  let bench: AlarmsBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('alarms', AlarmsModule);
    bench = await AlarmsBench.on(plant);
  });

  afterAll(() => plant.stop());

  const orderedCase = async (equipmentId: string) => {
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId));
    const found = await bench.caseWhere(equipmentId, {});
    const of = { workOrderId: uuidv7(), equipmentId, caseId: found.id };
    const order = { ...of, number: 'WO-000001', priority: 'high', title: 'Repair it' } as const;
    const kind = 'corrective_immediate';
    await bench.tell(WorkOrderCreated, { ...order, kind, description: 'Repair it' });
    await bench.caseWhere(equipmentId, { status: 'work_ordered' });
    return of;
  };

  it('makes the case a false positive where the alarm was wrong, and only there', async () => {
    const [right, wrong] = [uuidv7(), uuidv7()];
    const feedback = { givenBy: 'tess', comment: 'A loose cable.' };
    const good = await orderedCase(right);
    const bad = await orderedCase(wrong);
    await bench.tell(FeedbackGiven, { ...good, ...feedback, answer: 'right' });
    await bench.tell(FeedbackGiven, { ...bad, ...feedback, answer: 'wrong' });
    await bench.caseWhere(wrong, { status: 'false_positive' });
    await bench.caseWhere(right, { status: 'work_ordered' });
  });
});
