import { AuthServiceService, type SignInWithTelegramResponse } from '@kindred/contracts/auth'
import { type Database, openDatabase } from '@kindred/db'
import type { AppError } from '@kindred/kernel'
import { type Client, createClient } from '@kindred/rpc'
import { allMigrations } from '@kindred/service'
import {
  createTestAuthority,
  createTestClock,
  createTestDatabase,
  signInitData,
  type TestAuthority,
  type TestClock,
  testLog,
  testTransport,
} from '@kindred/testkit'

import { type AuthConfig, createAuthService, migrations } from '../src/service.js'
import type { Tables } from '../src/store/schema.js'

export const botSecret = 'the-credential-of-the-bot-of-the-tests'
const botToken = '4200000000:the-bot-of-the-tests-of-auth'
const outsideTelegram = {
  proof: 'hmac',
  botToken,
  botId: '4200000000',
  publicKey: '',
  maxAgeSeconds: 3600,
} as const

/** An auth service that runs, and what a test does with it. */
export interface AuthWorld {
  readonly config: AuthConfig
  readonly clock: TestClock
  readonly address: string
  readonly opsPort: number
  readonly auth: Client<typeof AuthServiceService>
  /** The same database, to look at rows. */
  readonly database: Database<Tables>
  /** Has the service secret: for tokens of other services. */
  readonly authority: TestAuthority
  /** Fresh initData of a Telegram account. */
  launch(telegramId: number, fields?: Record<string, string>): string
  signIn(telegramId: number, deviceName?: string): Promise<SignInWithTelegramResponse & { sessionId: string }>
  /** A second instance on the same database. */
  another(changed?: Partial<AuthConfig>): Promise<AuthWorld>
  stop(): Promise<void>
}

interface Shared {
  readonly clock: TestClock
  readonly authority: TestAuthority
  readonly config: AuthConfig
}

/** Auth over a fresh database, with a clock that stands still. */
export async function openAuth(changed: Partial<AuthConfig> = {}): Promise<AuthWorld> {
  const clock = createTestClock(new Date('2026-01-01T12:00:00Z'))
  const place = await createTestDatabase('auth', allMigrations(migrations))
  const authority = await createTestAuthority(clock)
  const config: AuthConfig = {
    host: '127.0.0.1',
    rpcPort: 0,
    opsPort: 0,
    databaseUrl: place.url,
    peers: {},
    clock,
    issuer: authority.issuer,
    audience: authority.audience,
    serviceSecret: authority.serviceSecret,
    botSecret,
    logLevel: 'silent',
    production: false,
    logins: { telegram: outsideTelegram },
    keySecret: 'the key secret of the tests',
    keyRotationDays: 30,
    personSecret: 'the person secret of the tests',
    deletionGraceDays: 30,
    admins: [],
    inviteOnly: false,
    ...changed,
  }
  return startAuth({ clock, authority, config }, place.drop)
}

async function startAuth(shared: Shared, drop: () => Promise<void>): Promise<AuthWorld> {
  const { clock, config } = shared
  const service = createAuthService(config)
  await service.start()
  const address = `127.0.0.1:${service.rpcPort}`
  const transport = testTransport(address)
  const auth = createClient(AuthServiceService, transport)
  const database = openDatabase<Tables>({ url: config.databaseUrl, name: 'auth test', log: testLog })
  let launches = 0
  const launch: AuthWorld['launch'] = (telegramId, fields = {}) =>
    signInitData(
      {
        query_id: `${address} ${++launches}`,
        user: JSON.stringify({
          id: telegramId,
          first_name: 'Alice',
          username: 'alice_secret',
          language_code: 'en',
        }),
        auth_date: String(Math.floor(clock.now().getTime() / 1000)),
        ...fields,
      },
      config.logins.telegram.botToken,
    )
  return {
    ...shared,
    address,
    auth,
    database,
    launch,
    opsPort: service.opsPort,
    async signIn(telegramId, deviceName = '') {
      const signedIn = await auth.signInWithTelegram({ initData: launch(telegramId), deviceName })
      return { ...signedIn, sessionId: sessionIdOf(signedIn.accessToken) }
    },
    another: (changed = {}) =>
      startAuth({ ...shared, config: { ...config, ...changed } }, () => Promise.resolve()),
    async stop() {
      transport.close()
      await service.stop()
      await database.close()
      await drop()
    },
  }
}

export const claimsOf = (accessToken: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>

export const sessionIdOf = (accessToken: string): string => claimsOf(accessToken)['sid'] as string

/** The code of a refusal, `OK` for an answer. */
export const codeOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'OK',
    (error: AppError) => error.code,
  )
