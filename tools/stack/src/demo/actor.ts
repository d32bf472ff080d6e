import WebSocket from 'ws'

import {
  createClient,
  type KindredClient,
  type Live,
  type Message,
  type SocketConstructor,
} from '@kindred/client'

import { type Door, signIn } from './join.js'
import { answerTo, opener } from './lines.js'
import type { DemoPerson } from './people.js'
import { createRandom } from './random.js'

/** A demo person who answers likes and messages. */
export interface Actor {
  /** Likes back whoever liked since the last time; signs in first when needed. */
  look(): Promise<void>
  leave(): void
}

const likesAtOnce = 10

/** An actor who is not signed in yet. */
export function createActor(person: DemoPerson, door: Door): Actor {
  const random = createRandom(person.index + 10_000)
  const timers = new Set<NodeJS.Timeout>()
  let client: KindredClient | undefined
  let live: Live | undefined
  let userId = ''

  const later = (afterMs: number, work: () => Promise<unknown>): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      // The other may have left, or the connection may be gone: then there is nothing to say.
      work().catch(() => undefined)
    }, afterMs)
    timers.add(timer)
  }
  const say = (conversationId: string, text: string): void => {
    later(random.whole(600, 1_400), async () => live?.setTyping(conversationId, 'STARTED'))
    later(random.whole(1_900, 3_800), async () =>
      live?.sendMessage({ conversation_id: conversationId, text }),
    )
  }
  const answer = ({ conversation_id: id, sender_id: sender, seq, text }: Message): void => {
    if (sender === userId) return
    later(random.whole(300, 700), async () => live?.setRead(id, seq))
    say(id, answerTo(text, random.next()))
  }
  const listen = (of: KindredClient): void => {
    if (live !== undefined) return
    live = of.connect({ WebSocket: WebSocket as unknown as SocketConstructor })
    live.on((event) => event.type === 'message.created' && event.data.message && answer(event.data.message))
  }

  async function comeIn(): Promise<KindredClient> {
    const fresh = createClient({ baseUrl: door.url, onSignedOut: () => (client = undefined) })
    userId = await signIn(fresh, person, door.botToken)
    const { conversations } = await fresh.chat.listConversations({ page_size: 20 })
    if (conversations.length > 0) listen(fresh)
    for (const { last_message: last } of conversations) if (last !== undefined) answer(last)
    return fresh
  }

  return {
    async look() {
      client ??= await comeIn()
      const { likes } = await client.discovery.listLikes({ page_size: likesAtOnce })
      for (const { candidate } of likes) {
        if (candidate === undefined) continue
        const { matched, match } = await client.discovery.like({ target_user_id: candidate.user_id })
        if (!matched || match === undefined) continue
        listen(client)
        if (random.chance(0.5)) say(match.match_id, opener(random.next()))
      }
    },
    leave() {
      for (const timer of timers) clearTimeout(timer)
      live?.close()
    },
  }
}
