export * from './gen/index.kindred.profile.v1.js'
