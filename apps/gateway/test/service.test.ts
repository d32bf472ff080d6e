import { webcrypto } from 'node:crypto'

import { afterEach, describe, expect, it } from 'vitest'

import { AuthServiceService, type Jwk } from '@kindred/contracts/auth'
import { ProfileServiceService } from '@kindred/contracts/profile'
import { generateSigningKey, signAccessToken } from '@kindred/identity'
import { newId, systemClock } from '@kindred/kernel'
import { createRpcServer, type Handlers, implement, type Implementation } from '@kindred/rpc'
import { developmentBotSecret, developmentSecret } from '@kindred/runtime'
import { freePorts, testLog } from '@kindred/testkit'

import { createGatewayService, type GatewayConfig, readConfig } from '../src/service.js'

const own = {
  SERVICE_SECRET: 's'.repeat(64),
  MEDIA_URL_SECRET: 'm'.repeat(64),
  BOT_API_SECRET: 'b'.repeat(64),
}
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function configOf(env: Record<string, string> = {}): Promise<GatewayConfig> {
  const [port, ops] = await freePorts(2)
  return readConfig({
    GATEWAY_PORT: `${port}`,
    GATEWAY_OPS_PORT: `${ops}`,
    LOG_LEVEL: 'silent',
    ...own,
    ...env,
  })
}

describe('the configuration', () => {
  it('has a default for everything but its secrets', () => {
    for (const name of Object.keys(own)) expect(() => readConfig({})).toThrow(`${name} is not set`)
    expect(readConfig(own)).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      opsPort: 9080,
      peers: { auth: '127.0.0.1:8081', chat: '127.0.0.1:8085' },
      rateLimitScale: 1,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    })
  })

  it('reports all faults at once, by name', () => {
    const env = {
      GATEWAY_PORT: 'http',
      AUTH_ADDRESS: 'auth',
      GATEWAY_CORS_ORIGINS: 'https://ok.test, https://bad.test/path',
      GATEWAY_FRAME_ANCESTORS: '*',
      GATEWAY_TRUST_PROXY: '10.0.0.0/8,proxy',
      RATE_LIMIT_SCALE: '0',
      PUBLIC_URL: 'kindred.example',
    }
    for (const name of Object.keys(env)) expect(() => readConfig(env)).toThrow(name)
  })

  it.each([
    { NODE_ENV: 'production' },
    { GATEWAY_HOST: '0.0.0.0' },
    { PUBLIC_URL: 'https://kindred.example' },
  ])('refuses the sample secrets with %j', (where) => {
    const sample = {
      SERVICE_SECRET: developmentSecret,
      MEDIA_URL_SECRET: 'development-media-url-secret-not-for-production',
      BOT_API_SECRET: developmentBotSecret,
    }
    for (const name of Object.keys(sample)) expect(() => readConfig({ ...sample, ...where })).toThrow(name)
    expect(readConfig(sample).serviceSecret).toBe(developmentSecret)
  })

  it('takes own secrets in production', () => {
    expect(readConfig({ NODE_ENV: 'production', ...own }).production).toBe(true)
  })
})

describe('the service', () => {
  it('starts while no service answers, tells so, and stops', async () => {
    const gateway = createGatewayService(await configOf({ AUTH_ADDRESS: '127.0.0.1:9' }), { log: testLog })
    closing.push(gateway.stop)
    await gateway.start()
    expect((await fetch(`http://127.0.0.1:${gateway.port}/health`)).status).toBe(503)
    expect((await fetch(`http://127.0.0.1:${gateway.opsPort}/readyz`)).status).toBe(200)
    const metrics = await (await fetch(`http://127.0.0.1:${gateway.opsPort}/metrics`)).text()
    expect(metrics).toContain('route="/health"')
    await gateway.stop()
    await expect(fetch(`http://127.0.0.1:${gateway.port}/health`)).rejects.toThrow()
  })

  it('finishes what is under way when it stops, and takes nothing new', async () => {
    const { gateway, token, release, entered } = await withSlowProfile()
    const url = `http://127.0.0.1:${gateway.port}/v1/profiles/me`
    const slow = fetch(url, { headers: { authorization: `Bearer ${token}` } })
    // An early answer would leave the test waiting without a word of why.
    expect(await Promise.race([entered, slow.then((early) => early.text())])).toBeUndefined()
    const stopped = gateway.stop()
    await expect
      .poll(() =>
        fetch(url).then(
          () => 'answered',
          () => 'refused',
        ),
      )
      .toBe('refused')
    release()
    const answer = await slow
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close'])
    await stopped
  })
})

describe('on a machine whose clock is off', () => {
  it.each([
    ['10 min ahead', 600_000],
    ['10 min behind', -600_000],
    ['400 days ahead', 400 * 86_400_000],
  ])(
    'by %s it goes by the time that auth tells, and /health says how far it is off',
    async (_name, offMs) => {
      const machineClock = { now: () => new Date(Date.now() + offMs) }
      const { gateway, token, release } = await withSlowProfile({ machineClock })
      release()
      const url = `http://127.0.0.1:${gateway.port}`
      const answer = await fetch(`${url}/v1/profiles/me`, { headers: { authorization: `Bearer ${token}` } })
      expect(answer.status).toBe(200)
      const health = (await (await fetch(`${url}/health`)).json()) as { clock_skew_ms: number }
      expect(Math.abs(health.clock_skew_ms - offMs)).toBeLessThan(5_000)
    },
  )
})

/** A gateway before one server that is auth and a profile service which answers when it is told to. */
async function withSlowProfile(changed: Partial<GatewayConfig> = {}) {
  const { kid, privateJwk, publicJwk } = await generateSigningKey()
  const privateKey = await webcrypto.subtle.importKey(
    'jwk',
    privateJwk as webcrypto.JsonWebKey,
    'Ed25519',
    false,
    ['sign'],
  )
  const userId = newId()
  const [release, released] = gate()
  const [enter, entered] = gate()
  const slow = async () => {
    enter()
    await released
    return { profile: { ...profile, userId } }
  }
  const port = await serve([
    implementSome(AuthServiceService, {
      getJwks: async () => ({ keys: [publicJwk as unknown as Jwk] }),
      getTime: async () => ({ now: new Date() }),
      watchRevocations: async function* () {
        yield { sessionIds: [], shutOutSessionIds: [], snapshot: true }
      },
    }),
    implementSome(ProfileServiceService, { getMyProfile: slow }),
  ])
  const address = `127.0.0.1:${port}`
  const config = { ...(await configOf({ AUTH_ADDRESS: address, PROFILE_ADDRESS: address })), ...changed }
  const gateway = createGatewayService(config, { log: testLog })
  closing.push(gateway.stop)
  await gateway.start()
  const { issuer, audience } = config
  const token = await signAccessToken(
    { kid, privateKey, clock: systemClock, issuer, audience },
    { userId, sessionId: newId() },
  )
  return { gateway, token, release, entered }
}

const profile = {
  name: 'A',
  birthDate: '1996-04-12',
  age: 29,
  gender: 'WOMAN' as const,
  interests: [],
  languages: [],
  photos: [],
  completeness: 0,
  hasLocation: false,
  paused: false,
  verified: false,
  cityNames: [],
}

function gate(): [() => void, Promise<void>] {
  let open!: () => void
  const opened = new Promise<void>((resolve) => (open = resolve))
  return [open, opened]
}

const implementSome = <D extends object>(
  definition: D,
  handlers: Partial<Handlers<object, D>>,
): Implementation => implement(definition, handlers as Handlers<object, D>, {})

async function serve(implementations: Implementation[]): Promise<number> {
  const anyone = {
    kind: 'user',
    userId: newId(),
    sessionId: newId(),
    roles: [],
    expiresAt: new Date(2e12),
  } as const
  const service = { kind: 'service', service: 'gateway', userId: undefined } as const
  const server = createRpcServer({
    name: 'test',
    host: '127.0.0.1',
    port: 0,
    implementations,
    log: testLog,
    authenticate: async (bearer) => (bearer !== undefined && isServiceToken(bearer) ? service : anyone),
  })
  closing.push(() => server.stop(0))
  return server.start()
}

const isServiceToken = (token: string): boolean =>
  Buffer.from(token.split('.')[0] ?? '', 'base64url')
    .toString()
    .includes('service+jwt')
