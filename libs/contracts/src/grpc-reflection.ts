export * from './gen/index.grpc.reflection.v1.js'
export { ServerReflectionService as ServerReflectionAlphaService } from './gen/index.grpc.reflection.v1alpha.js'
