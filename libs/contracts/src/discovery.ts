export * from './gen/index.kindred.discovery.v1.js'
