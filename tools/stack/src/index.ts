export { createStack, type Stack, type StackOptions } from './create-stack.js'
export { type ServiceName, serviceNames } from './names.js'
