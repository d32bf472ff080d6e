export * from './gen/index.kindred.safety.v1.js'
