export { connectGateway, type GatewayIdentity } from './connection.js';
export { Gateway, type GatewayOptions } from './gateway.js';
export {
  maxReadingsPerMessage,
  outlineOf,
  type Content,
  type GatewayMessage,
  type MessageOutline,
  type Reading,
  type Series,
} from './message.js';
export { writeFileAtomically } from './write-file-atomically.js';
