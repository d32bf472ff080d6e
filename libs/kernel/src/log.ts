/** What a part of Kindred writes its log to; pino's order of arguments. */
export interface Log {
  debug(fields: object, message?: string): void
  info(fields: object, message?: string): void
  warn(fields: object, message?: string): void
  error(fields: object, message?: string): void
  /** Whether lines of a level are written; they may be where it is absent. */
  isLevelEnabled?(level: 'debug' | 'info'): boolean
  /** For the end of the process; `error` serves where it is absent. */
  fatal?(fields: object, message?: string): void
}

/** A log that writes some more fields with every line; they are asked for with each line, so that one without lines costs nothing. */
export const withFields = (log: Log, fields: () => object): Log => new LogWithFields(log, fields)

// A class, since one is made for each call.
class LogWithFields implements Log {
  readonly #log: Log
  readonly #fields: () => object

  constructor(log: Log, fields: () => object) {
    this.#log = log
    this.#fields = fields
  }

  debug(fields: object, message?: string): void {
    this.#log.debug({ ...this.#fields(), ...fields }, message)
  }

  info(fields: object, message?: string): void {
    this.#log.info({ ...this.#fields(), ...fields }, message)
  }

  warn(fields: object, message?: string): void {
    this.#log.warn({ ...this.#fields(), ...fields }, message)
  }

  error(fields: object, message?: string): void {
    this.#log.error({ ...this.#fields(), ...fields }, message)
  }
}
