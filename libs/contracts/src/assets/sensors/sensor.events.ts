import { EventContract } from '../../envelope/event-contract.js';
import { SensorEvent } from './sensor-event.js';

/** What a sensor is was changed. */
@EventContract('assets.sensor.changed.v1')
export class SensorChanged extends SensorEvent {}

/** A sensor is no longer in use: from here on its readings are refused. */
@EventContract('assets.sensor.retired.v1')
export class SensorRetired extends SensorEvent {}
