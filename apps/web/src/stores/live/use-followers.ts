import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

import type { Follow } from '../../ground/live/live-provider.js'
import { useClient, useUserId } from '../../ground/session/session.js'
import { followLists, reloadAfterOutage, reloadAll } from '../lists/follow-lists.js'
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
