export * from './gen/index.kindred.auth.v1.js'
