export * from './gen/index.kindred.chat.v1.js'
