import {
  type BroadcastDeskServiceService,
  type BroadcastServiceService,
  CreateBroadcastResponse,
} from '@kindred/contracts/notification'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Call, Handler, Handlers } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { NotificationContext } from '../context.js'
import { broadcastNotFound, notAdmin } from '../domain/errors.js'
import { toBroadcast } from '../messages.js'
import { findBroadcast, listBroadcasts as list } from '../store/broadcasts.js'
import type { Db } from '../store/schema.js'
import {
  type Actor,
  createBroadcast as create,
  startBroadcast as start,
  stopBroadcast as stop,
} from '../writing/change-broadcast.js'

type Desk = Handlers<NotificationContext, typeof BroadcastDeskServiceService>
type Of<Name extends keyof BroadcastServiceService> = Handler<
  NotificationContext,
  BroadcastServiceService[Name]
>

const maxListed = 50

/** Who calls. The policy lets admins alone in at the console's door; at the bot's door the session holds no role and auth is asked. */
type FindActor = (context: NotificationContext, call: Call) => Promise<Actor>

const byToken: FindActor = async (_, call) => ({ userId: userOf(call.principal).userId, fromChat: false })

const byAccount: FindActor = async ({ auth, serviceTokens }, call) => {
  const { userId } = userOf(call.principal)
  const { roles } = await auth.getAccount({ userId }, { token: await serviceTokens.issue('auth') })
  if (!roles.includes('admin')) throw notAdmin()
  return { userId, fromChat: true }
}

const createBroadcast =
  (actorOf: FindActor): Of<'createBroadcast'> =>
  async (context, request, call) => {
    const actor = await actorOf(context, call)
    const { texts, language = null, activeWithinDays = null, verifiedOnly } = request
    const draft = { texts, language, activeWithinDays, verifiedOnly }
    const { db, clock } = context
    return once(db, { call, request, response: CreateBroadcastResponse }, async (trx) => {
      const id = await create(trx, actor, draft, clock.now())
      return { broadcast: await get(trx, id) }
    })
  }

const listBroadcasts =
  (actorOf: FindActor): Of<'listBroadcasts'> =>
  async (context, _, call) => {
    await actorOf(context, call)
    return { broadcasts: (await list(context.db, maxListed)).map(toBroadcast) }
  }

const getBroadcast =
  (actorOf: FindActor): Of<'getBroadcast'> =>
  async (context, { broadcastId }, call) => {
    await actorOf(context, call)
    return { broadcast: await get(context.db, broadcastId) }
  }

const startBroadcast =
  (actorOf: FindActor): Of<'startBroadcast'> =>
  async (context, { broadcastId }, call) => {
    const actor = await actorOf(context, call)
    await transact(context.db, (trx) => start(trx, actor, broadcastId))
    return { broadcast: await get(context.db, broadcastId) }
  }

const stopBroadcast =
  (actorOf: FindActor): Of<'stopBroadcast'> =>
  async (context, { broadcastId }, call) => {
    await stop(context.db, await actorOf(context, call), broadcastId)
    return { broadcast: await get(context.db, broadcastId) }
  }

async function get(db: Db, id: string) {
  const row = await findBroadcast(db, id)
  if (row === undefined) throw broadcastNotFound()
  return toBroadcast(row)
}

export const broadcastHandlers: Handlers<NotificationContext, typeof BroadcastServiceService> = {
  createBroadcast: createBroadcast(byToken),
  listBroadcasts: listBroadcasts(byToken),
  getBroadcast: getBroadcast(byToken),
  startBroadcast: startBroadcast(byToken),
  stopBroadcast: stopBroadcast(byToken),
}

/** The same from the bot's chat. */
export const broadcastDeskHandlers: Desk = {
  prepareNews: createBroadcast(byAccount),
  listNews: listBroadcasts(byAccount),
  getNews: getBroadcast(byAccount),
  sendNews: startBroadcast(byAccount),
  stopNews: stopBroadcast(byAccount),
}
