import { sql } from '@kindred/db'

import { messageColumnNames } from './messages.js'
import type { MessageRow } from './schema.js'

/** The columns of a left-joined message, all null when there is none. */
export type JoinedMessage = {
  [Name in keyof MessageRow as `message_${Name}`]: MessageRow[Name] | null
}

/** Selects every column of a message table or alias as `message_…`, so that none collides with another table's. */
export const selectMessage = (table: string) =>
  sql.join(
    messageColumnNames.map((name) => sql`${sql.ref(`${table}.${name}`)} as ${sql.ref(`message_${name}`)}`),
  )

/** Splits a row into its joined message and its other columns. */
export function splitMessage<Row extends JoinedMessage>(
  row: Row,
): [MessageRow | undefined, Omit<Row, keyof JoinedMessage>] {
  const rest: Record<string, unknown> = { ...row }
  const message: Record<string, unknown> = {}
  for (const name of messageColumnNames) {
    message[name] = row[`message_${name}`]
    delete rest[`message_${name}`]
  }
  const isThere = row.message_id !== null
  return [isThere ? (message as unknown as MessageRow) : undefined, rest as Omit<Row, keyof JoinedMessage>]
}
