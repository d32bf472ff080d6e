export { ConfigError, type ConfigFault } from './config-error.js'
export { type Composition, compose } from './compose.js'
export { type EnvReader, type NumberSetting, openEnv, type Setting, type TextSetting } from './env.js'
export { createLog, type LogOptions } from './log.js'
export { createMetrics, type Metrics } from './metrics.js'
export { createOpsServer, type OpsServer, type OpsServerOptions } from './ops-server.js'
export {
  developmentBotSecret,
  developmentSecret,
  type PlatformSettings,
  readBotSecret,
  readPlatformSettings,
  type ServiceName,
  serviceNames,
  servicePorts,
} from './platform-settings.js'
export { redact, redactText } from './redact.js'
export { run } from './run.js'
export type { Part, Runnable } from './runnable.js'
export { createSkewWatch } from './skew-watch.js'
