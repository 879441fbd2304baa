export { ApiClient } from './api-client.js';
export {
  list,
  registerContact,
  registerEquipment,
  registerLimits,
  registerSensor,
  type ContactDraft,
} from './register.js';
