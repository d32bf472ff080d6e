export { type Client, createClient } from './client/client.js'
export { createGrpcTransport, type GrpcTransportOptions } from './client/grpc-transport.js'
export { keepOpen, type LastingStream } from './client/keep-open.js'
export type { RetryBudgetOptions } from './client/retry-budget.js'
export type { Transport } from './client/transport.js'
export { commentOf } from './contract/comments.js'
export {
  type Access,
  type Contract,
  loadContract,
  type MethodContract,
  type Policy,
  readContract,
} from './contract/contract.js'
export { fromServiceError } from './errors/from-service-error.js'
export type { HttpBinding } from './contract/http-binding.js'
export { type FieldRules, optionOf, rulesOf } from './contract/rules.js'
export type { CallOptions } from './metadata.js'
export type { ObserveCall, ObservedCall } from './observe.js'
export type { RequestOf, ResponseOf, RpcMethod } from './method-types.js'
export { requireAccess } from './server/access.js'
export type { Call } from './server/call.js'
export { type Handler, type Handlers, implement, type Implementation } from './server/handlers.js'
export { type Pushed, pushedItems } from './server/pushed-items.js'
export { createRpcServer, type RpcServer, type RpcServerOptions } from './server/rpc-server.js'
export { keepTexts } from './validation/keep-texts.js'
export { validateMessage } from './validation/validate-message.js'
