import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'

import { createClient, isShutOut, type KindredClient } from '@kindred/client'
import { openStorage } from '@kindred/miniapp/browser/storage'
import { openTokens, type PersonTokens } from '@kindred/miniapp/session/token-store'
import { insist } from '@kindred/miniapp/state/query'
import { launch } from '@kindred/miniapp/telegram/bridge'
import { deviceName } from '@kindred/miniapp/telegram/launch'

import { type Goodbye, openFarewell } from './farewell.js'
import { afterFailure, type SessionState } from './sign-in.js'
import { openUnsent } from './unsent.js'
import { fetchWithProgress } from './upload-fetch.js'

interface SessionContext {
  readonly client: KindredClient
  readonly state: SessionState
  /** Tries to sign in again. */
  retry(): void
  /** Begins a new session in place of this one, with the proof that Telegram gave; throws where that is too old. */
  signInAgain(): Promise<void>
  /** Ends the session here and at the server. */
  signOut(): Promise<void>
  /** The account is gone, or goes: forget the session. */
  leave(goodbye: Goodbye): void
}

const Context = createContext<SessionContext | undefined>(undefined)
/** The key of this person's entries in the browser's storages. */
export const person = String(launch.user?.id ?? 'nobody')

const farewell = openFarewell(openStorage('localStorage'), person)

/** Signs the person in with Telegram's initData and keeps the session for everything below. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ status: 'starting' })
  const tokens = useMemo(() => openTokens(openStorage('sessionStorage'), person), [])
  const lost = useRef<(why: unknown) => void>(() => {})
  const client = useMemo(
    () =>
      createClient({
        baseUrl: window.location.origin,
        tokens,
        fetch: fetchWithProgress,
        onSignedOut: (why) => lost.current(why),
      }),
    [tokens],
  )
  const start = useCallback(() => signIn(client, tokens), [client, tokens])
  const retry = useCallback(() => {
    setState({ status: 'starting' })
    void start().then(setState)
  }, [start])

  useEffect(() => {
    // A sanction is shown as it was told: Telegram's proof may be too old for another sign-in.
    lost.current = (why) => (isShutOut(why) ? setState(afterFailure(why)) : retry())
    let current = true
    void start().then((next) => current && setState(next))
    return () => {
      current = false
    }
  }, [start, retry])

  const value = useMemo<SessionContext>(
    () => ({
      client,
      state,
      retry,
      async signInAgain() {
        if (launch.initData !== undefined) await client.signIn(signInRequest(launch.initData))
      },
      async signOut() {
        await client.signOut().catch(() => {})
        openUnsent(openStorage('localStorage'), person).clear()
        setState({ status: 'signed-out' })
      },
      leave(goodbye) {
        tokens.save(undefined)
        farewell.say(goodbye)
        openUnsent(openStorage('localStorage'), person).clear()
        setState({ status: 'deleted', goodbye })
      },
    }),
    [client, state, retry, tokens],
  )
  return <Context value={value}>{children}</Context>
}

function signInRequest(initData: string) {
  const name = deviceName(launch.platform)
  return { init_data: initData, ...(name === '' ? {} : { device_name: name }) }
}

/** Continues the session that a reload interrupted, else signs in with Telegram's initData. */
async function signIn(client: KindredClient, tokens: PersonTokens): Promise<SessionState> {
  const known = tokens.userId()
  if (known !== undefined) return { status: 'ready', userId: known }
  if (launch.initData === undefined) return { status: 'outside' }
  try {
    const request = signInRequest(launch.initData)
    const { user } = await insist(() => client.signIn(request))
    farewell.forget()
    const userId = user?.id ?? ''
    tokens.name(userId)
    return { status: 'ready', userId }
  } catch (error) {
    const stopped = afterFailure(error)
    const goodbye = farewell.said()
    return stopped.status === 'signed-out' && goodbye ? { status: 'deleted', goodbye } : stopped
  }
}

/** The session of this page. */
export function useSession(): SessionContext {
  const session = use(Context)
  if (session === undefined) throw new Error('There is no SessionProvider above.')
  return session
}

/** The gateway's API. */
export const useClient = (): KindredClient => useSession().client

/** The signed-in person's id; only below the signed-in part of the app. */
export function useUserId(): string {
  const { state } = useSession()
  return state.status === 'ready' ? state.userId : ''
}
