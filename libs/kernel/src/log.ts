/** What a part of Kindred writes its log to; pino's order of arguments. */
export interface Log {
  debug(fields: object, message?: string): void
  info(fields: object, message?: string): void
  warn(fields: object, message?: string): void
  error(fields: object, message?: string): void
  /** For the end of the process; `error` serves where it is absent. */
  fatal?(fields: object, message?: string): void
}
