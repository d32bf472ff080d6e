import { Socket } from 'node:net'

import pg from 'pg'

import { reachable } from '@kindred/dns'

import type { SessionConfig } from './client.js'
import { readAddress } from './database-address.js'
import { sessionStatement, sharedSessionStatement } from './session.js'

/** Options of a connection. */
export interface ConnectionOptions {
  readonly url: string
  /** application_name, shown in pg_stat_activity. */
  readonly name: string
  /** Plans a statement once for all values and does not JIT-compile it: for statements that take as long to plan as to run. */
  readonly genericPlans?: boolean | undefined
  /** Behind a pooler in transaction mode, which gives every transaction another session. */
  readonly sharesSessions?: boolean
}

/** How long to wait for a connection, or for one of a pool to get free. */
export const connectionTimeoutMs = 5_000

/** The settings of every connection: bounded waits, keep-alive, session settings, and the types below. */
export function connectionConfig(options: ConnectionOptions): SessionConfig {
  const address = readAddress(options.url)
  const needs = { genericPlans: options.genericPlans === true, options: address.options }
  return {
    ...address,
    application_name: options.name,
    connectionTimeoutMillis: connectionTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser },
    stream: openSocket,
    session: options.sharesSessions === true ? sharedSessionStatement(needs) : sessionStatement(needs),
  }
}

/** A socket that waits for no name server where the name of its host is known. */
function openSocket(): Socket {
  const socket = new Socket()
  const connect = socket.connect.bind(socket)
  const { lookup } = reachable
  const connectTo = (port: number, host: string): Socket => connect({ port, host, lookup })
  // node-postgres gives a port and a host, or the path of a socket.
  return Object.assign(socket, {
    connect: (where: number | string, host?: string) =>
      host === undefined ? connect(String(where)) : connectTo(Number(where), host),
  })
}

const oid = { timestamptz: 1184, int8: 20, int8Array: 1016, date: 1082, dateArray: 1182, textArray: 1009 }

const parsers: Record<number, (text: string) => unknown> = {
  [oid.timestamptz]: instant,
  [oid.int8]: safeInteger,
  [oid.int8Array]: (text) => textArray(text).map((item) => (item === null ? null : safeInteger(item))),
  [oid.date]: (text) => text,
  [oid.dateArray]: textArray,
}

/** int8 as a number, refused beyond 2^53; date as 'YYYY-MM-DD'; the rest as node-postgres does it. */
function getTypeParser(type: number, format?: 'text' | 'binary'): (value: string) => unknown {
  const own = format === 'binary' ? undefined : parsers[type]
  return own ?? (pg.types.getTypeParser(type, format) as (value: string) => unknown)
}

/** `2026-11-29 19:30:56.123456+00`, as a session in UTC writes a time; what it writes otherwise, such as infinity, is node-postgres's. */
function instant(text: string): unknown {
  const isUsual = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/.test(text)
  // The engine reads ISO 8601 in a tenth of the time that a reader written in JavaScript takes.
  if (isUsual) return new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
  return (pg.types.getTypeParser(oid.timestamptz, 'text') as (value: string) => unknown)(text)
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new RangeError(`A bigint of the database is beyond 2^53: ${text}`)
}

function textArray(text: string): (string | null)[] {
  return (pg.types.getTypeParser(oid.textArray, 'text') as (value: string) => (string | null)[])(text)
}
