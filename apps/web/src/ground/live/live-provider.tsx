import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'

import type { Live, LiveState } from '@kindred/client'

import { useClient } from '../session/session.js'

interface LiveContext {
  readonly live: Live | undefined
  readonly state: LiveState
  /** Closed because the person opened Kindred in too many places. */
  readonly replaced: boolean
  /** Opens a new connection after the old one has ended for good. */
  reopen(): void
}

/** Listens to a connection from its opening on; the returned function stops that. */
export type Follow = (live: Live) => () => void

const Context = createContext<LiveContext | undefined>(undefined)
const replacedCode = 4409

/** Keeps the live connection of the signed-in person. `follow` has to stay the same between renders: another one opens a new connection. */
export function LiveProvider({ follow, children }: { follow: Follow; children: ReactNode }) {
  const client = useClient()
  const [live, setLive] = useState<Live>()
  const [state, setState] = useState<{ is: LiveState; replaced: boolean }>({
    is: 'connecting',
    replaced: false,
  })
  const [round, setRound] = useState(0)

  useEffect(() => {
    const opened = client.connect()
    const unfollow = follow(opened)
    const stop = opened.on((event) => {
      if (event.type === 'state') setState({ is: event.state, replaced: event.closeCode === replacedCode })
    })
    const forget = onReturn(() => opened.wake())
    setLive(opened)
    return () => {
      forget()
      stop()
      unfollow()
      opened.close()
    }
  }, [client, follow, round])

  const reopen = useCallback(() => setRound((before) => before + 1), [])
  const value = useMemo(
    () => ({ live, state: state.is, replaced: state.replaced, reopen }),
    [live, state, reopen],
  )
  return <Context value={value}>{children}</Context>
}

/** Calls the listener when the network or the person is back. */
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

/** The live connection and its state. */
export function useLive(): LiveContext {
  const context = use(Context)
  if (context === undefined) throw new Error('There is no LiveProvider above.')
  return context
}
