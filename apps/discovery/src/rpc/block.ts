import { BlockResponse, type DiscoveryServiceService } from '@kindred/contracts/discovery'
import { AppError, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { DiscoveryContext } from '../context.js'
import { type Block, blockBack, blockPerson } from '../writing/block-person.js'
import { whenApart } from './when-apart.js'

export const block: Handler<DiscoveryContext, DiscoveryServiceService['block']> = async (
  context,
  request,
  call,
) => {
  const wanted = {
    viewerId: userOf(call.principal).userId,
    targetId: request.targetUserId,
    now: context.clock.now(),
  }
  let matchId: string | null = null
  const answer = await once(context.db, { call, request, response: BlockResponse }, async (trx) => {
    matchId = await blockPerson(trx, wanted)
    return {}
  }).catch((error: unknown) => {
    if (isNobody(error)) void blockSilently(context, wanted)
    throw error
  })
  context.memory.announce()
  await whenApart(context, matchId)
  return answer
}

const isNobody = (error: unknown): boolean => error instanceof AppError && error.code === 'TARGET_NOT_FOUND'

/**
 * A caller whom the other has blocked first gets the answer for an unknown id, but the block is stored all the same. The answer does not
 * wait for that, because its time would tell.
 */
async function blockSilently({ db, memory, log }: DiscoveryContext, wanted: Block): Promise<void> {
  try {
    await blockBack(db, wanted)
    memory.announce()
  } catch (error) {
    log.error({ err: error }, 'a block by somebody who is blocked by the other could not be stored')
  }
}
