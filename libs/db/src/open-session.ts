import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type pg from 'pg'
import { from, to } from 'pg-copy-streams'

import { SessionClient } from './client.js'
import { connectionConfig } from './connection.js'

/** One connection for work that takes as long as it takes: no time limit on statements, nor on an open transaction. */
export interface Session {
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** The bytes of a COPY … TO STDOUT as the server sends them. */
  copyOut(text: string): AsyncIterable<Buffer>
  /** Gives bytes to a COPY … FROM STDIN; they may be cut anywhere. */
  copyIn(text: string, bytes: AsyncIterable<Uint8Array>): Promise<void>
  /** Rolls back what is open. */
  close(): Promise<void>
}

/** A server that does much else takes its time to let somebody in, and what these sessions do is not given up for that. */
const connectMs = 60_000

/** Opens a connection of its own with the settings that all sessions of Kindred have; throws what the connection throws. */
export async function openSession(options: {
  readonly url: string
  readonly name: string
}): Promise<Session> {
  const client = new SessionClient({ ...connectionConfig(options), connectionTimeoutMillis: connectMs })
  await client.connect()
  await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0')
  return {
    async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      const { rows } = await (values.length > 0
        ? client.query<Row>(text, [...values])
        : client.query<Row>(text))
      return rows
    },
    copyOut: (text) => client.query(to(text)) as AsyncIterable<Buffer>,
    copyIn: (text, bytes) => pipeline(Readable.from(bytes, { objectMode: false }), client.query(from(text))),
    close: () => client.end().catch(() => undefined),
  }
}
