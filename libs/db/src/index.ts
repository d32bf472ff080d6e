export {
  type ColumnType,
  type Generated,
  type GeneratedAlways,
  type Insertable,
  Kysely,
  type Selectable,
  sql,
  type Transaction,
  type RawBuilder,
} from 'kysely'

export { Batches } from './batches.js'
export { atDatabase, describeAddress, readAddress, withRole } from './database-address.js'
export { createDatabaseClock } from './database-clock.js'
export { isDatabaseAway, isUniqueViolation, toDatabaseError } from './errors.js'
export { findDatabaseFault, findListenFault } from './find-fault.js'
export { hint, hintsByNotify, untold } from './hint.js'
export type { HintTransport } from './hints.js'
export { createLoader } from './loader.js'
export { listPending, migrate, type Migration, type PendingMigration } from './migrate.js'
export { type Database, openDatabase } from './open-database.js'
export { openSession, type Session } from './open-session.js'
export { removeOld } from './remove-old.js'
export { settleRole } from './settle-role.js'
export { transact } from './transact.js'
export { traced, traceparentOf } from './trace-plugin.js'
export { createQuestion, createStatement, type Param, type Statement } from './statement.js'
