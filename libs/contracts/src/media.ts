export * from './gen/index.kindred.media.v1.js'
