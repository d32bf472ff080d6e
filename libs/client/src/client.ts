import {
  type Api,
  operations,
  type OwnPhoto,
  type RefreshSessionResponse,
  type SignInWithTelegramRequest,
  type SignInWithTelegramResponse,
} from './gen/api.js'
import { bindRequest, type Fetch, readJson, type RequestOptions, send, sendOpen } from './http.js'
import { Live, type LiveOptions } from './live/live.js'
import { createSession, memoryTokens, type Session, type Tokens, type TokenStore } from './session.js'

export interface ClientOptions {
  /** Where the gateway is, for example `https://kindred.example`. */
  readonly baseUrl: string
  readonly fetch?: Fetch
  readonly tokens?: TokenStore
  /** Called when the session is over and the person must sign in again; `why` is the refusal, see `isShutOut`. */
  readonly onSignedOut?: (why: unknown) => void
}

/** The gateway's API as typed methods, plus sign-in, upload and the live connection. */
export interface KindredClient extends Api {
  /** Signs in with Telegram's initData and keeps the tokens. */
  signIn(request: SignInWithTelegramRequest): Promise<SignInWithTelegramResponse>
  /** Ends the session here and at the server. */
  signOut(): Promise<void>
  /** Exchanges the tokens now, for a person whose account changed. */
  renew(): Promise<void>
  /** Uploads a JPEG, PNG or WebP picture of at most 10 MB. */
  uploadPhoto(file: Blob, options?: RequestOptions): Promise<OwnPhoto>
  /** Sends the video note of a verification that `safety.startVerification` began: an MP4 of at most 20 MB. */
  submitVideoNote(verificationId: string, file: Blob, options?: RequestOptions): Promise<void>
  /** The video note of a case that the moderator works on. */
  readVideoNote(caseId: string, options?: RequestOptions): Promise<Blob>
  /** Opens the live connection, which reconnects and resumes until it is closed. */
  connect(options?: LiveOptions): Live
}

/** Creates a client; nothing is sent before the first call. */
export function createClient(options: ClientOptions): KindredClient {
  const base = options.baseUrl.replace(/\/+$/, '')
  const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init))
  const refresh = async ({ accessToken, refreshToken }: Tokens): Promise<Tokens> => {
    const body = JSON.stringify({ refresh_token: refreshToken })
    // The expired token names the session: the rate limit then counts this refresh for the session and not for the address.
    const headers = { ...json, authorization: `Bearer ${accessToken}` }
    const response = await sendOpen(fetch, { verb: 'POST', url: `${base}/v1/auth/refresh`, body, headers })
    return tokensOf((await response.json()) as RefreshSessionResponse)
  }
  const session = createSession(options.tokens ?? memoryTokens(), refresh, options.onSignedOut ?? (() => {}))
  const api = createApi(base, fetch, session)
  return {
    ...api,
    async signIn(request) {
      const response = await sendOpen(fetch, {
        verb: 'POST',
        url: `${base}/v1/auth/telegram`,
        body: JSON.stringify(request),
        headers: json,
      })
      const answer = (await response.json()) as SignInWithTelegramResponse
      session.adopt(tokensOf(answer))
      return answer
    },
    async signOut() {
      try {
        await api.auth.signOut()
      } finally {
        session.adopt(undefined)
      }
    },
    async renew() {
      const held = await session.accessToken()
      if (held !== undefined) await session.renew(held)
    },
    async uploadPhoto(file, requestOptions) {
      const body = formOf(file, 'photo')
      const request = { verb: 'POST', url: `${base}/v1/media`, body, options: requestOptions }
      const response = await send(fetch, session, request)
      return (await response.json()) as OwnPhoto
    },
    async submitVideoNote(verificationId, file, requestOptions) {
      const url = `${base}/v1/safety/verifications/${encodeURIComponent(verificationId)}/video`
      const body = formOf(file, 'video.mp4')
      await send(fetch, session, { verb: 'POST', url, body, options: requestOptions })
    },
    async readVideoNote(caseId, requestOptions) {
      const url = `${base}/v1/moderation/cases/${encodeURIComponent(caseId)}/video`
      const response = await send(fetch, session, { verb: 'GET', url, options: requestOptions })
      return response.blob()
    },
    connect: (liveOptions) =>
      new Live(`${base.replace(/^http/, 'ws')}/v1/chat/connect`, session, liveOptions ?? {}),
  }
}

function formOf(file: Blob, name: string): FormData {
  const form = new FormData()
  form.append('file', file, name)
  return form
}

const json = { 'content-type': 'application/json' }

const tokensOf = (answer: RefreshSessionResponse): Tokens => ({
  accessToken: answer.access_token,
  refreshToken: answer.refresh_token,
  expiresAt: Date.now() + answer.expires_in * 1000,
})

type Operation = readonly [verb: string, path: string]

function createApi(base: string, fetch: Fetch, session: Session): Api {
  const call = async (
    [verb, template]: Operation,
    request: object = {},
    options?: RequestOptions,
  ): Promise<unknown> => {
    const { path, body } = bindRequest(verb, template, request as Record<string, unknown>)
    return readJson(
      await send(fetch, session, {
        verb,
        url: base + path,
        body,
        headers: body === undefined ? {} : json,
        options,
      }),
    )
  }
  const services: Readonly<Record<string, Readonly<Record<string, Operation>>>> = operations
  const callers = Object.entries(services).map(([service, methods]): [string, object] => {
    const named = Object.entries(methods).map(([name, operation]): [string, unknown] => [
      name,
      (request?: object, options?: RequestOptions) => call(operation, request, options),
    ])
    return [service, Object.fromEntries(named)]
  })
  return Object.fromEntries(callers) as unknown as Api
}
