export * from './gen/index.kindred.notification.v1.js'
