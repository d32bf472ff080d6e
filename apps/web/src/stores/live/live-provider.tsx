import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'

import { type KindredClient, type Live, type LiveState } from '@kindred/client'

import { person, useClient, useUserId } from '../../ground/session/session.js'
import { openStorage } from '../../ground/session/token-store.js'
import { openUnsent } from '../../ground/session/unsent.js'
import { perOwner } from '../../ground/state/store.js'
import { followLists, reloadAfterOutage, reloadAll } from '../lists/follow-lists.js'
import { matchesOf } from '../matches/match-queue.js'
import { type ChatRoom, createChatRoom } from '../threads/chat-room.js'

interface LiveContext {
  readonly room: ChatRoom
  readonly live: Live | undefined
  readonly state: LiveState
  /** The person opened Kindred in too many places; this one gave way. */
  readonly replaced: boolean
  /** Opens a new connection after the old one has ended for good. */
  reopen(): void
}

const Context = createContext<LiveContext | undefined>(undefined)
const roomOf = perOwner((client: KindredClient) =>
  createChatRoom(client, openUnsent(openStorage('localStorage'), person)),
)
const replacedCode = 4409

/** Keeps the live connection of the signed-in person and tells the lists, the chats and the matches what it brings. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useClient()
  const me = useUserId()
  const queries = useQueryClient()
  const room = roomOf(client)
  const [live, setLive] = useState<Live>()
  const [state, setState] = useState<{ is: LiveState; replaced: boolean }>({
    is: 'connecting',
    replaced: false,
  })
  const [round, setRound] = useState(0)

  useEffect(() => {
    const opened = client.connect()
    let first = true
    const stop = opened.on((event) => {
      room.hear(event, me)
      followLists(queries, event, me)
      if (event.type === 'match.created') matchesOf(client).hear(event.data.match_id)
      if (event.type !== 'state') return
      setState({ is: event.state, replaced: event.closeCode === replacedCode })
      if (event.state !== 'ready') return
      if (first) reloadAll(queries)
      else reloadAfterOutage(queries)
      first = false
    })
    const forget = onReturn(() => opened.wake())
    room.use(opened)
    setLive(opened)
    return () => {
      forget()
      stop()
      opened.close()
    }
  }, [client, me, queries, room, round])

  const reopen = useCallback(() => setRound((before) => before + 1), [])
  const value = useMemo(
    () => ({ room, live, state: state.is, replaced: state.replaced, reopen }),
    [room, live, state, reopen],
  )
  return <Context value={value}>{children}</Context>
}

/** Hears when the network or the person is back. */
function onReturn(listener: () => void): () => void {
  const look = (): void => {
    if (document.visibilityState === 'visible') listener()
  }
  window.addEventListener('online', look)
  document.addEventListener('visibilitychange', look)
  return () => {
    window.removeEventListener('online', look)
    document.removeEventListener('visibilitychange', look)
  }
}

/** The live connection and the conversations that live on it. */
export function useLive(): LiveContext {
  const context = use(Context)
  if (context === undefined) throw new Error('There is no LiveProvider above.')
  return context
}
