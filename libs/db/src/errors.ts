import { AppError } from '@kindred/kernel'

/** True for an insert or update that met a row with the same key; `constraint` narrows it to one constraint or index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return codeOf(error) === '23505' && (constraint === undefined || field(error, 'constraint') === constraint)
}

/** True when the same transaction may well succeed if it is run again: serialization failure, deadlock, a plan that DDL made stale. */
export function isRetryable(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40001' || code === '40P01' || isStalePlan(error)
}

/** True when a prepared statement's columns were changed by a migration of another instance; the message is in the server's language. */
export const isStalePlan = (error: unknown): boolean =>
  codeOf(error) === '0A000' && field(error, 'routine') === 'RevalidateCachedQuery'

/** DATABASE_UNAVAILABLE or DATABASE_TIMEOUT for faults of the connection or of time, any other error as it came. */
export function toDatabaseError(error: unknown): unknown {
  if (error instanceof AppError) return error
  if (isConnectionFault(error)) return unavailable(error)
  if (codeOf(error) === '57014') {
    return new AppError({
      kind: 'deadline',
      code: 'DATABASE_TIMEOUT',
      detail: 'The database took too long.',
      cause: error,
    })
  }
  return error
}

/** What a caller sees while the database is away. */
export function unavailable(cause: unknown): AppError {
  const detail = 'The database is not available right now.'
  return new AppError({ kind: 'unavailable', code: 'DATABASE_UNAVAILABLE', detail, retryAfter: 1, cause })
}

// SQLSTATE class 08, shutdown and start-up of the server, no connection left, lock timeout (PostgreSQL, appendix A).
const faultySqlState = /^(08...|57P0[1-5]|53300|55P03)$/
const faultySystemCodes = new Set(
  'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH ENOENT'.split(' '),
)
// node-postgres reports these without a code.
const faultyMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Connection ended|Query read timeout)/

function isConnectionFault(error: unknown): boolean {
  const code = codeOf(error)
  if (code !== undefined) return faultySqlState.test(code) || faultySystemCodes.has(code)
  return faultyMessage.test(messageOf(error))
}

const codeOf = (error: unknown): string | undefined => field(error, 'code')
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '')

function field(error: unknown, name: string): string | undefined {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined
  return typeof value === 'string' ? value : undefined
}
