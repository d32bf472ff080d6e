import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'

import { createClient, type KindredClient, KindredError } from '@kindred/client'
import { openStorage } from '@kindred/miniapp/browser/storage'
import { openTokens } from '@kindred/miniapp/session/token-store'
import { insist } from '@kindred/miniapp/state/query'
import { launch } from '@kindred/miniapp/telegram/bridge'
import { deviceName } from '@kindred/miniapp/telegram/launch'

import { browserName } from './browser-name.js'
import { takeLinkCode } from './link-code.js'
import { type Staff, staffOf } from './staff.js'

export type SessionState =
  | { readonly status: 'starting' }
  /** Opened by hand: neither by Telegram nor by a link. */
  | { readonly status: 'outside' }
  /** The link was used or is too old. */
  | { readonly status: 'link-invalid' }
  /** The session is over, or Telegram's proof is too old. */
  | { readonly status: 'ended' }
  /** Signed in without a role. */
  | { readonly status: 'no-role' }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'ready'; readonly staff: Staff }

interface Session {
  readonly client: KindredClient
  readonly state: SessionState
  retry(): void
  signOut(): Promise<void>
}

const Context = createContext<Session | undefined>(undefined)
const code = takeLinkCode()
const tokens = openTokens(openStorage('sessionStorage'), `console.${launch.user?.id ?? 'link'}`)

/** Signs in with a link's code or Telegram's initData, and keeps the session as long as the tab lives. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ status: 'starting' })
  const over = useRef(() => {})
  const client = useMemo(
    () => createClient({ baseUrl: window.location.origin, tokens, onSignedOut: () => over.current() }),
    [],
  )
  const start = useCallback(() => void signIn(client).then(setState), [client])
  useEffect(() => {
    over.current = () => setState({ status: 'ended' })
    start()
  }, [start])
  const value = useMemo<Session>(
    () => ({
      client,
      state,
      retry() {
        setState({ status: 'starting' })
        start()
      },
      async signOut() {
        await client.signOut().catch(() => {})
        setState({ status: 'ended' })
      },
    }),
    [client, state, start],
  )
  return <Context value={value}>{children}</Context>
}

let running: Promise<SessionState> | undefined

/** One sign-in at a time: a link's code counts once, and React starts effects twice while developing. */
function signIn(client: KindredClient): Promise<SessionState> {
  running ??= attempt(client).finally(() => (running = undefined))
  return running
}

async function attempt(client: KindredClient): Promise<SessionState> {
  try {
    if (code.value() !== '') await followLink(client)
    else if (tokens.load() === undefined) {
      if (launch.initData === undefined) return { status: 'outside' }
      const device = `${deviceName(launch.platform)} console`.trim()
      const request = { init_data: launch.initData, device_name: device }
      const { user } = await insist(() => client.signIn(request))
      tokens.name(user?.id ?? '')
    }
    const staff = staffOf(tokens.load()?.accessToken)
    if (staff.isModerator) return { status: 'ready', staff }
    // A role that was given meanwhile comes with the next sign-in.
    tokens.save(undefined)
    return { status: 'no-role' }
  } catch (error) {
    return afterFailure(error)
  }
}

async function followLink(client: KindredClient): Promise<void> {
  tokens.save(undefined)
  const request = { code: code.value(), device_name: browserName() }
  const answer = await client.auth.signInWithConsoleLink(request)
  code.spend()
  tokens.save({
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresAt: Date.now() + answer.expires_in * 1000,
  })
  tokens.name(answer.user?.id ?? '')
}

function afterFailure(error: unknown): SessionState {
  const reason = error instanceof KindredError ? error.code : ''
  if (reason === 'CONSOLE_LINK_INVALID') {
    code.spend()
    return { status: 'link-invalid' }
  }
  if (['INIT_DATA_EXPIRED', 'INIT_DATA_INVALID', 'SESSION_REVOKED'].includes(reason))
    return { status: 'ended' }
  return { status: 'failed', error }
}

/** The session of this page. */
export function useSession(): Session {
  const session = use(Context)
  if (session === undefined) throw new Error('There is no SessionProvider above.')
  return session
}

/** The gateway's API. */
export const useClient = (): KindredClient => useSession().client

/** Who works here; only below the signed-in part. */
export function useStaff(): Staff {
  const { state } = useSession()
  if (state.status !== 'ready') throw new Error('Nobody is signed in.')
  return state.staff
}
