export * from './gen/index.kindred.account.v1.js'
