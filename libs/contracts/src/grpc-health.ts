export * from './gen/index.grpc.health.v1.js'
