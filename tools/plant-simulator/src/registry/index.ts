export { ApiClient } from './api-client.js';
export { DeviceCredentials } from './device-credential.js';
export {
  list,
  registerContact,
  registerEquipment,
  registerLimits,
  registerSensor,
  type ContactDraft,
  type EquipmentDraft,
} from './register.js';
export { registerPlan } from './register-plan.js';
