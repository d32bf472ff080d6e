import { openSession, type Session } from '@kindred/db'
import { holdRemovals } from '@kindred/media'

import { forEachName, type ServiceName, serviceNames } from '../../names.js'
import { StartFailure } from '../../start-failure.js'

/** A view of all databases at one moment. */
export interface Snapshots {
  readonly of: Readonly<Record<ServiceName, Session>>
  /** When the moment was, by the clock of auth's database. */
  readonly takenAt: Date
  /** For how long events waited for it, milliseconds. */
  readonly pauseMs: number
  close(): Promise<void>
}

/**
 * Who refers to others comes before them: whatever a row of an earlier database names was there already when the later one was looked at. A
 * service that this list lacks does not compile.
 */
const order: readonly ServiceName[] = [
  'notification',
  'safety',
  'chat',
  'discovery',
  'profile',
  'media',
  'auth',
]

/**
 * One consistent view of all databases, while people go on. No service applies an event between the first snapshot and the last: the table
 * that every event is written into takes no rows for as long. So what a service has heard of another is in the view of that other, what
 * it has not heard waits there in the outbox, and nothing is lost or dangles after a restore. Requests of people do not wait.
 */
export async function openSnapshots(urls: Readonly<Record<ServiceName, string>>): Promise<Snapshots> {
  const open: Session[] = []
  const sessionOn = async (service: ServiceName): Promise<Session> => {
    const session = await openSession({ url: urls[service], name: 'kindred backup' })
    open.push(session)
    return session
  }
  const close = async (): Promise<void> => void (await Promise.all(open.map((session) => session.close())))
  try {
    const gates = await Promise.all(serviceNames.map(sessionOn))
    const sessions = await Promise.all(serviceNames.map(sessionOn))
    const of = forEachName(serviceNames, (_, at) => sessions[at]!)
    await holdRemovals(await sessionOn('media'))
    const startedAt = performance.now()
    await Promise.all(gates.map(shut))
    for (const service of order) await look(of[service])
    await Promise.all(gates.map((gate) => gate.close()))
    const pauseMs = performance.now() - startedAt
    const [time] = await of.auth.query<{ at: Date }>('select now() as at')
    return { of, takenAt: time!.at, pauseMs, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Waits for the events that are being applied, and lets no other begin until the session closes. */
async function shut(gate: Session): Promise<void> {
  await gate.query("begin; set local lock_timeout = '30s'")
  const [known] = await gate.query<{ is_there: boolean }>(
    `select to_regclass('inbox_event') is not null as is_there`,
  )
  if (!known!.is_there)
    throw new StartFailure('The databases have no tables yet: start Kindred once, then back it up.')
  await gate.query('lock table inbox_event in share mode')
}

/** The first query of a transaction decides what all of it sees. */
async function look(session: Session): Promise<void> {
  await session.query('begin isolation level repeatable read read only')
  await session.query('select 1 from outbox_event limit 1')
}
