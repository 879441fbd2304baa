import { EventContract, eventContractOf } from './event-contract.js';
import { draft } from './event-draft.js';
import { CommandContract, QueryContract, requestContractOf } from './request-contract.js';

describe('the name of an event contract', () => {
  it('tells agent and version', () => {
    @EventContract('maintenance.work_order.created.v12')
    class WorkOrderCreated {}
    expect(eventContractOf(WorkOrderCreated)).toEqual({
      type: 'maintenance.work_order.created.v12',
      agent: 'maintenance',
      version: 12,
    });
  });

  it.each([
    'detection.anomaly.detected',
    'detection.anomaly.v1',
    'detection.anomaly.detected.v0',
    'detection.anomaly.detected.v01',
    'detection.anomaly.detected.1',
    'Detection.anomaly.detected.v1',
    'detection.anomaly-detected.now.v1',
    'detection.anomaly.detected.more.v1',
    'detection..detected.v1',
    ' detection.anomaly.detected.v1',
    'detection.*.detected.v1',
    '',
  ])('is refused when it is "%s"', (type) => {
    expect(() => EventContract(type)).toThrow(`"${type}" is not <agent>.<thing>.<happened>.v<n>`);
  });

  it('is missed on a class that carries none', () => {
    class Unnamed {
      value!: string;
    }
    expect(() => eventContractOf(Unnamed)).toThrow('Unnamed carries no @EventContract');
    expect(() => draft(Unnamed, { value: 'x' })).toThrow('Unnamed carries no @EventContract');
  });

  it('is put on a draft, with an identity only where one is given', () => {
    @EventContract('assets.sensor.moved.v1')
    class SensorMoved {
      to!: string;
    }
    expect(draft(SensorMoved, { to: 'P-102' })).toEqual({
      type: 'assets.sensor.moved.v1',
      data: { to: 'P-102' },
    });
    expect(draft(SensorMoved, { to: 'P-102' }, { id: 'x' })).toHaveProperty('id', 'x');
  });
});

describe('the name of a request contract', () => {
  it('tells agent and kind', () => {
    @CommandContract('assets.move-sensor')
    class MoveSensor {}
    @QueryContract('assets.find')
    class Find {}
    expect(requestContractOf(MoveSensor)).toEqual({
      name: 'assets.move-sensor',
      agent: 'assets',
      kind: 'command',
    });
    expect(requestContractOf(Find).kind).toBe('query');
  });

  it.each([
    'assets',
    'assets.',
    'assets.Move-sensor',
    'assets.move_sensor',
    'assets.move--sensor',
    'assets.move-',
    'assets.move.sensor',
    'assets.>',
    '',
  ])('is refused when it is "%s"', (name) => {
    expect(() => CommandContract(name)).toThrow(`"${name}" is not <agent>.<verb-and-thing>`);
    expect(() => QueryContract(name)).toThrow(`"${name}" is not <agent>.<verb-and-thing>`);
  });

  it('is missed on a class that carries none', () => {
    class Unnamed {
      value!: string;
    }
    expect(() => requestContractOf(Unnamed)).toThrow('Unnamed carries no @CommandContract');
  });
});
