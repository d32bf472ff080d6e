import { randomUUID } from 'node:crypto'

import type pg from 'pg'

import { pidOf } from './lines.js'
import type { Talk } from './talk.js'

/** Proves that notifications reach this connection, by sending one to itself. */
export interface Proof {
  /** Sends a notification, unless one is on its way, and runs `use` once it arrives; false when it does not arrive, which ends the proof. */
  prove(use: () => Promise<void>): Promise<boolean>
  end(): void
  readonly isOver: boolean
}

/** A connection on which the notification does not arrive for so long is dead. */
const silentMs = 2_000

/** Listens on a channel of its own. */
export async function createProof(client: pg.Client, talk: Talk): Promise<Proof> {
  const channel = `kindred_line_${randomUUID().replaceAll('-', '')}`
  // Behind a pooler the process ids are not those of the server.
  const { rows } = await talk.query<{ pid: number }>(`select pg_backend_pid() as pid`)
  const isDirect = rows[0]?.pid === pidOf(client)
  await talk.query(`listen ${channel}`)
  let isUnderWay = false
  let isOver = false
  const hasEnded = (): boolean => isOver
  let heard = (): void => undefined
  client.on('notification', (notification) => {
    if (notification.channel === channel) heard()
  })

  /** False when it does not arrive. */
  function notifyItself(): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(false), silentMs)
      heard = () => {
        clearTimeout(timer)
        resolve(true)
      }
      talk.query('select pg_notify($1, $2)', [channel, '']).catch(reject)
    })
  }

  return {
    async prove(use) {
      if (isUnderWay || isOver) return true
      isUnderWay = true
      try {
        const isHeard = await notifyItself()
        if (hasEnded()) return true
        if (isHeard && isDirect) await use()
        isOver = !isHeard
        return isHeard
      } finally {
        isUnderWay = false
      }
    },
    end() {
      isOver = true
      heard()
    },
    get isOver() {
      return isOver
    },
  }
}
