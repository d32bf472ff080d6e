export {
  developmentBotSecret,
  developmentSecret,
  readBotSecret,
  readServiceConfig,
  type ServiceConfig,
  type Trust,
} from './config.js'
export { createService } from './create-service.js'
export { forgetIdempotency } from './idempotency/answers.js'
export { once, type OnceRequest } from './idempotency/once.js'
export type { IdempotencyTables } from './idempotency/schema.js'
export { createJobs, type Job, type Jobs } from './jobs.js'
export type { Platform } from './platform.js'
export type { Service, ServiceOptions } from './service-options.js'
