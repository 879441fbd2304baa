import { EventContract } from '../../envelope/event-contract.js';
import { SensorEvent } from './sensor-event.js';

/** A sensor entered the registry: from here on its readings are accepted. */
@EventContract('assets.sensor.registered.v1')
export class SensorRegistered extends SensorEvent {}
