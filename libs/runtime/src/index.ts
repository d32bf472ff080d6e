export { ConfigError, type ConfigFault } from './config-error.js'
export { type Composition, compose } from './compose.js'
export { type EnvReader, openEnv } from './env.js'
export { createLog } from './log.js'
export { createMetrics, type Metrics } from './metrics.js'
export { createOpsServer, type OpsServer } from './ops-server.js'
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

export { readTlsFolder, type TlsSettings } from './tls-settings.js'

export { run } from './run.js'
export type { Runnable } from './runnable.js'
export { createSkewWatch } from './skew-watch.js'
export { openTracer, readTracing } from './tracing.js'
