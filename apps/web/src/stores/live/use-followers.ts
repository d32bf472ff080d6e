import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

import type { Follow } from '../../ground/live/live-provider.js'
import { useClient, useUserId } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { farewellsOf } from '../farewells/farewells.js'
import {
  type ConversationPages,
  conversationsOf,
  followLists,
  reloadAfterOutage,
  reloadAll,
} from '../lists/follow-lists.js'
import { matchesOf } from '../matches/match-queue.js'
import { chatRoomOf } from '../threads/use-chat-room.js'

/** Applies the events of a connection to the chats, the lists and the matches. */
export function useFollowers(): Follow {
  const client = useClient()
  const me = useUserId()
  const queries = useQueryClient()
  return useCallback(
    (live) => {
      const room = chatRoomOf(client)
      let first = true
      const stop = live.on((event) => {
        room.hear(event, me)
        if (event.type === 'conversation.ended') {
          const { conversation_id: id, farewell } = event.data
          matchesOf(client).drop(id)
          if (farewell) farewellsOf(client).hear(nameIn(queries, id))
        }
        followLists(queries, event, me)
        if (event.type === 'match.created') matchesOf(client).hear(event.data.match_id)
        if (event.type !== 'state' || event.state !== 'ready') return
        if (first) reloadAll(queries)
        else reloadAfterOutage(queries)
        first = false
      })
      room.use(live)
      return stop
    },
    [client, me, queries],
  )
}

/** With whom a conversation is, before it leaves the lists; empty when it was not loaded. */
function nameIn(queries: QueryClient, conversationId: string): string {
  const conversations = conversationsOf(queries.getQueryData<ConversationPages>(keys.conversations))
  return conversations.find((one) => one.conversation_id === conversationId)?.participant?.name ?? ''
}
