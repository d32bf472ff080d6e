export { type Client, createClient } from './client/client.js'
export { createGrpcTransport, type GrpcTransport } from './client/grpc-transport.js'
export type { InstanceCondition } from './client/instance-state.js'
export { listInstances } from './client/instances.js'
export { keepOpen } from './client/keep-open.js'
export type { Transport } from './client/transport.js'
export { commentOf } from './contract/comments.js'
export {
  type Access,
  type Contract,
  loadContract,
  type MethodContract,
  type Rate,
  readContract,
} from './contract/contract.js'
export { fromServiceError } from './errors/from-service-error.js'
export type { HttpBinding } from './contract/http-binding.js'
export { type FieldRules, optionOf, rulesOf } from './contract/rules.js'
export { Admission, type Work } from './load/admission.js'
export { overloaded } from './load/overloaded.js'
export { mayWait, priorityOf, priorityOfLimit } from './load/priority.js'
export type { CallOptions } from './metadata.js'
export type { ObserveCall } from './observe.js'
export { mayCall, requireAccess, requireStaying } from './server/access.js'
export { beating } from './server/beating.js'
export type { Call } from './server/call.js'
export {
  type ContextOfCalls,
  type Handler,
  type Handlers,
  implement,
  type Implementation,
} from './server/handlers.js'
export { pushedItems } from './server/pushed-items.js'
export { beatMs } from './server/beating.js'
export { watchSilence } from './client/silence.js'
export { createRpcServer, type RpcServer } from './server/rpc-server.js'
export { openSecurity, type RpcSecurity } from './tls/security.js'
export { keepTexts } from './validation/keep-texts.js'
export { validateMessage } from './validation/validate-message.js'
