import type { MiddlewareFn } from 'grammy'
import type { Message } from 'grammy/types'

import type { BotContext } from '../context.js'

const largestAlbum = 10

/**
 * Telegram sends each message of an album as an update of its own. The first one waits for the others and is worked on with all
 * of them in `ctx.album`; the others end here, so that an album gets one answer.
 */
export function gatherAlbums(quietMs: number): MiddlewareFn<BotContext> {
  const open = new Map<string, Gathering>()
  return async (ctx, next) => {
    const { message } = ctx
    ctx.album = message === undefined ? [] : [message]
    if (message?.media_group_id === undefined) return next()
    const key = `${message.chat.id}/${message.media_group_id}`
    const begun = open.get(key)
    if (begun !== undefined) return begun.add(message)
    const gathering = gather(message, quietMs)
    open.set(key, gathering)
    ctx.album = await gathering.whole
    open.delete(key)
    return next()
  }
}

interface Gathering {
  add(message: Message): void
  /** Resolves once no more messages come, in the order in which the person chose them. */
  readonly whole: Promise<Message[]>
}

function gather(first: Message, quietMs: number): Gathering {
  const messages = [first]
  let end!: () => void
  const quiet = new Promise<void>((resolve) => (end = resolve))
  let timer = setTimeout(end, quietMs)
  return {
    add(message) {
      messages.push(message)
      clearTimeout(timer)
      timer = setTimeout(end, messages.length >= largestAlbum ? 0 : quietMs)
    },
    whole: quiet.then(() => messages.sort((one, other) => one.message_id - other.message_id)),
  }
}
