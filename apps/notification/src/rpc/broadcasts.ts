import { type BroadcastServiceService, CreateBroadcastResponse } from '@kindred/contracts/notification'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler, Handlers } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { NotificationContext } from '../context.js'
import { broadcastNotFound } from '../domain/errors.js'
import { toBroadcast } from '../messages.js'
import { findBroadcast, listBroadcasts as list } from '../store/broadcasts.js'
import type { Db } from '../store/schema.js'
import {
  createBroadcast as create,
  startBroadcast as start,
  stopBroadcast as stop,
} from '../writing/change-broadcast.js'

type Of<Name extends keyof BroadcastServiceService> = Handler<
  NotificationContext,
  BroadcastServiceService[Name]
>

const maxListed = 50

const createBroadcast: Of<'createBroadcast'> = ({ db, clock }, request, call) => {
  const { userId } = userOf(call.principal)
  const { texts, language = null, activeWithinDays = null } = request
  return once(db, { call, request, response: CreateBroadcastResponse }, async (trx) => {
    const id = await create(trx, userId, { texts, language, activeWithinDays }, clock.now())
    return { broadcast: await get(trx, id) }
  })
}

const listBroadcasts: Of<'listBroadcasts'> = async ({ db }) => ({
  broadcasts: (await list(db, maxListed)).map(toBroadcast),
})

const getBroadcast: Of<'getBroadcast'> = async ({ db }, { broadcastId }) => ({
  broadcast: await get(db, broadcastId),
})

const startBroadcast: Of<'startBroadcast'> = async ({ db }, { broadcastId }, call) => {
  const { userId } = userOf(call.principal)
  await transact(db, (trx) => start(trx, userId, broadcastId))
  return { broadcast: await get(db, broadcastId) }
}

const stopBroadcast: Of<'stopBroadcast'> = async ({ db }, { broadcastId }, call) => {
  await stop(db, userOf(call.principal).userId, broadcastId)
  return { broadcast: await get(db, broadcastId) }
}

async function get(db: Db, id: string) {
  const row = await findBroadcast(db, id)
  if (row === undefined) throw broadcastNotFound()
  return toBroadcast(row)
}

export const broadcastHandlers: Handlers<NotificationContext, typeof BroadcastServiceService> = {
  createBroadcast,
  listBroadcasts,
  getBroadcast,
  startBroadcast,
  stopBroadcast,
}
