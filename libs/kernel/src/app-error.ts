import type { ErrorKind } from './error-kinds.js'

/** A refused field. */
export interface FieldError {
  /** JSON pointer into the request body, RFC 6901, in proto names: `/interests/2`. */
  readonly pointer: string
  /** The rule's stable code, UPPER_SNAKE: `TOO_LONG`. */
  readonly code: string
  /** One sentence for a developer. */
  readonly detail: string
}

/** What an AppError is made of. */
export interface AppErrorOptions {
  readonly kind: ErrorKind
  /** Stable, UPPER_SNAKE, owned by the service that throws it. */
  readonly code: string
  /** One sentence that may be shown: no SQL, path, token or personal data. */
  readonly detail: string
  readonly fields?: readonly FieldError[] | undefined
  /** Seconds after which a retry makes sense. */
  readonly retryAfter?: number | undefined
  /** What a caller can work with beyond the code, by snake_case names; a few short texts that may be shown. */
  readonly facts?: Readonly<Record<string, string>> | undefined
  /** Kept for the log, never sent. */
  readonly cause?: unknown
}

/** The only error that crosses a boundary of Kindred with its meaning; any other becomes `internal`. */
export class AppError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly detail: string
  readonly fields: readonly FieldError[]
  readonly retryAfter: number | undefined
  readonly facts: Readonly<Record<string, string>>

  constructor(options: AppErrorOptions) {
    super(`${options.code}: ${options.detail}`, { cause: options.cause })
    this.name = 'AppError'
    this.kind = options.kind
    this.code = options.code
    this.detail = options.detail
    this.fields = options.fields ?? []
    this.retryAfter = options.retryAfter
    this.facts = options.facts ?? {}
  }
}

/** Turns whatever was thrown into an AppError; the original stays as its cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  return new AppError({
    kind: 'internal',
    code: 'INTERNAL',
    detail: 'Something went wrong on our side.',
    cause: thrown,
  })
}
