import type pg from 'pg'

import { type Log, pause } from '@kindred/kernel'

import { destroy, type Line, type Lines, pidOf } from './lines.js'
import type { Talk } from './talk.js'

/** Finds connections on which everything sent is lost, by asking the server over a connection that is proven to work. */
export interface LineWatch {
  /** Checks the connections that have waited long, over one that has just answered. */
  look(talk: Talk): Promise<void>
  /** Whether something has waited for so long. */
  isWaiting(ms: number): boolean
  /** Without a proven connection: closes those that have waited longer than any statement may take. */
  giveUp(): void
  /** Tells that a connection was found dead by other means. */
  lost(client: pg.Client, openedAt: number): void
}

/** Longer than most statements take; the check is cheap. */
const longMs = 1_500
/** Longer than a statement may run. */
const hopelessMs = 15_000
/** Time to read what has already arrived before a connection is considered dead. */
const readMs = 100

const closing = 'database connections no longer answer and are closed'

/** The server processes of connections that are dead here; they would keep their locks. */
interface Orphan {
  readonly pid: number
  readonly openedAt: number
}

/** Watches the connections with this application_name. */
export function createLineWatch(lines: Lines, name: string, log: Log): LineWatch {
  const orphans: Orphan[] = []

  async function findDead(talk: Talk, waiting: readonly Line[]): Promise<Line[]> {
    if (waiting.length === 0) return []
    const { rows } = await talk.query<{ pid: number }>(working, [waiting.map(({ pid }) => pid)])
    const alive = new Set(rows.map(({ pid }) => pid))
    const silent = waiting.filter(({ pid }) => !alive.has(pid))
    if (silent.length > 0) await pause(readMs)
    const waits = new Map(lines.waiting(longMs).map(({ pid, wait }) => [pid, wait]))
    return silent.filter(({ pid, wait }) => waits.get(pid) === wait)
  }

  function cut(dead: readonly Line[]): void {
    if (dead.length === 0) return
    log.warn({ connections: dead.length }, closing)
    lines.cut(dead)
    lines.cutUnused()
    orphans.push(...dead)
  }

  async function endOrphans(talk: Talk): Promise<void> {
    const gone = orphans.splice(0)
    if (gone.length === 0) return
    const ages = gone.map(({ openedAt }) => Math.max(0, performance.now() - openedAt - slackMs))
    await talk.query(end, [gone.map(({ pid }) => pid), ages, `${name}%`])
  }

  return {
    async look(talk) {
      cut(await findDead(talk, lines.waiting(longMs)))
      await endOrphans(talk)
    },
    isWaiting: (ms) => lines.waiting(ms).length > 0,
    giveUp: () => cut(lines.waiting(hopelessMs)),
    lost(client, openedAt) {
      orphans.push({ pid: pidOf(client), openedAt })
      destroy(client)
      lines.cutUnused()
    },
  }
}

/**
 * Watches also the connections through a pooler that shares sessions. What such a connection waits for nobody can tell, so it is closed when
 * it has waited longer than any statement may take.
 */
export const watchPooled = (direct: LineWatch, pooled: Lines, log: Log): LineWatch => {
  const giveUp = (): void => {
    const dead = pooled.waiting(hopelessMs)
    if (dead.length === 0) return
    log.warn({ connections: dead.length }, closing)
    pooled.cut(dead)
    pooled.cutUnused()
  }
  return {
    look(talk) {
      giveUp()
      return direct.look(talk)
    },
    isWaiting: direct.isWaiting,
    giveUp() {
      giveUp()
      direct.giveUp()
    },
    lost: direct.lost,
  }
}

/** The server processes that are working for this pool; one that has been idle for a second is not. */
const working = `select pid from pg_stat_activity where pid = any($1::int[])
  and coalesce(state not like 'idle%' or clock_timestamp() - state_change < interval '1 second', true)`

/** Process ids are reused, so only a process as old as the connection belongs to it. */
const slackMs = 1_000
const end = `select pg_terminate_backend(activity.pid) from unnest($1::int[], $2::float8[]) as gone (pid, age)
  join pg_stat_activity activity using (pid)
  where usename = current_user and application_name like $3 and pid <> pg_backend_pid()
    and backend_start < clock_timestamp() - make_interval(secs => gone.age / 1000)`
