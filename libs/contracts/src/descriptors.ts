export { descriptorComments } from './gen/descriptor-comments.js'
export { descriptorSet } from './gen/descriptor-set.js'
