import { pino } from 'pino'

import type { Log } from '@kindred/kernel'
import { traceFields } from '@kindred/tracing'

import { createReadableStream } from './readable-log.js'
import { redact, redactText } from './redact.js'

/** How a log is made. */
export interface LogOptions {
  /** The service, on every line. */
  readonly name: string
  /** pino's level, `silent` included. */
  readonly level: string
  /** One readable line per entry instead of JSON. */
  readonly pretty?: boolean
  /** Where lines go; standard output by default. */
  readonly destination?: { write(line: string): unknown }
}

/** A pino log that hides tokens, initData, secrets and Telegram ids at any depth, in texts and in errors too. */
export function createLog(options: LogOptions): Log {
  const destination = options.destination ?? process.stdout
  return pino(
    {
      level: options.level,
      base: { name: options.name },
      mixin: () => traceFields(),
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(args, method) {
          const clean = args.map((arg: unknown) => (typeof arg === 'string' ? redactText(arg) : arg))
          method.apply(this, clean as Parameters<typeof method>)
        },
      },
    },
    options.pretty === true ? createReadableStream(destination) : destination,
  )
}
