export { createStack, type Stack, type StackOptions } from './create-stack.js'
export { type AppName, appNames, type ServiceName, serviceNames } from './names.js'
export { planPorts, type Ports } from './ports.js'
export { StartFailure } from './start-failure.js'
