export { ApiClient } from './api-client.js';
export { list, registerEquipment, registerLimits, registerSensor } from './register.js';
