import { AppError } from '@kindred/kernel'

/** True for an insert or update that violated a unique key; `constraint` narrows it to one constraint or index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return codeOf(error) === '23505' && (constraint === undefined || field(error, 'constraint') === constraint)
}

/** True when the same transaction may succeed if it is run again: serialization failure, deadlock, a plan that DDL made stale. */
export function isRetryable(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40001' || code === '40P01' || isStalePlan(error)
}

/** True when another instance's migration changed the columns of a prepared statement. The message depends on the server's language. */
export const isStalePlan = (error: unknown): boolean =>
  codeOf(error) === '0A000' && field(error, 'routine') === 'RevalidateCachedQuery'

/** An unavailable or deadline AppError for a fault of the server or the connection to it, any other error unchanged. */
export function toDatabaseError(error: unknown): unknown {
  if (error instanceof AppError) return error
  if (codeOf(error) === '57014') {
    return new AppError({
      kind: 'deadline',
      code: 'DATABASE_TIMEOUT',
      detail: 'The database took too long.',
      cause: error,
    })
  }
  const shortage = shortages[codeOf(error) ?? '']
  if (shortage !== undefined && !isClosed(error)) return refused(shortage, error)
  return isConnectionFault(error) || isClosed(error) ? unavailable(error) : error
}

/** True when only this database refuses connections, closed or limited by an administrator, while the server accepts others. */
const isClosed = (error: unknown): boolean =>
  codeOf(error) === '53300' && field(error, 'routine') === 'CheckMyDatabase'

/** The error for callers while the database is unreachable. */
const unavailable = (cause: unknown): AppError =>
  refused({ code: 'DATABASE_UNAVAILABLE', detail: 'The database is not available right now.' }, cause)

/** The error for callers while the database takes no changes. */
export const readOnly = (): AppError => refused(shortages['25006']!)

interface Shortage {
  readonly code: string
  readonly detail: string
}

const refused = ({ code, detail }: Shortage, cause?: unknown): AppError =>
  new AppError({ kind: 'unavailable', code, detail, retryAfter: 1, cause })

const loginRefused = {
  code: 'DATABASE_LOGIN_REFUSED',
  detail: 'The database does not let this service in right now.',
}
const full = { code: 'DATABASE_FULL', detail: 'The database has no room left.' }

/** By SQLSTATE: a server that answers but cannot do this now (PostgreSQL, appendix A). */
const shortages: Readonly<Record<string, Shortage>> = {
  '25006': { code: 'DATABASE_READ_ONLY', detail: 'The database takes no changes right now.' },
  '28000': loginRefused,
  '28P01': loginRefused,
  '53000': { code: 'DATABASE_EXHAUSTED', detail: 'The database lacks resources right now.' },
  '53100': full,
  '53200': { code: 'DATABASE_OUT_OF_MEMORY', detail: 'The database has no memory left.' },
  '53300': {
    code: 'DATABASE_TOO_MANY_CONNECTIONS',
    detail: 'The database takes no more connections right now.',
  },
  '53400': { code: 'DATABASE_EXHAUSTED', detail: 'The database has reached one of its limits.' },
  ENOSPC: full,
  EDQUOT: full,
}

/** True for a fault of a session that a new connection may not have. */
export const isOfConnection = ({ code }: AppError): boolean =>
  code === 'DATABASE_UNAVAILABLE' || code === 'DATABASE_READ_ONLY'

/** True when nobody answers where the database should be. */
export const isAway = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'DATABASE_UNAVAILABLE'

/** True for an AppError that says that the database as a whole is unavailable. */
export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof AppError && error.kind === 'unavailable' && /^DATABASE_(?!BUSY)/.test(error.code)

// SQLSTATE class 08, shutdown and start-up of the server, an I/O error, a session that idled in a transaction, lock timeout (PostgreSQL, appendix A).
const faultySqlState = /^(08...|25P03|57P0[1-5]|58030|55P03)$/
const faultySystemCodes = new Set(
  'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH ENOENT'.split(
    ' ',
  ),
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
