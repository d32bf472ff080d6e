export * from './gen/index.google.rpc.js'
