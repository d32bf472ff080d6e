export * from './gen/index.kindred.events.v1.js'
