export * from './gen/index.kindred.rpc.v1.js'
