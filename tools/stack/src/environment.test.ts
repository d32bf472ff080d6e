import { describe, expect, it } from 'vitest'

import { botEnvironment, environmentOf, type EnvironmentPlan } from './environment.js'
import { appNames, forEachName, serviceNames } from './names.js'
import { listPorts, maxInstances, planPorts } from './ports.js'
import { generateSecrets } from './secrets.js'

const plan: EnvironmentPlan = {
  ports: planPorts(8080),
  secrets: generateSecrets(),
  botToken: 'the-bot-token',
  databaseUrls: forEachName(serviceNames, (name) => `postgres://${name}@db/${name}`),
  listenUrls: { chat: 'postgres://chat@behind/chat' },
  mediaFolder: '/data/media',
  logLevel: 'warn',
  rateLimitScale: 2,
  inherited: {
    GATEWAY_CORS_ORIGINS: 'https://a.example',
    DATABASE_URL: 'postgres://admin@db',
    CHAT_LISTEN_URL: 'postgres://chat@behind/chat',
    BOT_TOKEN: 'x',
    AUTH_KEY_SECRET: 'inherited',
    AUTH_PERSON_SECRET: 'inherited',
    MEDIA_URL_SECRET: 'inherited',
    LOG_LEVEL: 'debug',
    MEDIA_S3_URL: 'https://key:of-the-bucket@s3.example/photos',
    AWS_SECRET_ACCESS_KEY: 'of-the-bucket',
    REDIS_URL: 'redis://:of-redis@redis.example',
  },
}
const environments = forEachName(appNames, (name) => environmentOf(name, plan))

describe('environmentOf', () => {
  it('environmentOf gives a service its own database and no other, and the gateway none', () => {
    for (const [app, environment] of Object.entries(environments)) {
      const urls = Object.entries(environment).filter(([name]) => name.endsWith('DATABASE_URL'))
      expect(urls).toEqual(
        app === 'gateway' ? [] : [[`${app.toUpperCase()}_DATABASE_URL`, `postgres://${app}@db/${app}`]],
      )
    }
  })

  it('environmentOf gives the URL beside a pooler to its own service alone', () => {
    const has = (app: (typeof appNames)[number]): boolean =>
      environments[app]['CHAT_LISTEN_URL'] !== undefined
    expect(appNames.filter(has)).toEqual(['chat'])
  })

  it('environmentOf gives the bot token to auth alone', () => {
    expect(appNames.filter((app) => Object.values(environments[app]).includes('the-bot-token'))).toEqual([
      'auth',
    ])
    expect(environments.gateway['BOT_TOKEN']).toBeUndefined()
  })

  it('environmentOf gives the secrets of auth to auth alone', () => {
    const { authKey, person } = plan.secrets
    for (const secret of [authKey, person])
      expect(appNames.filter((app) => Object.values(environments[app]).includes(secret))).toEqual(['auth'])
  })

  it('environmentOf gives the secret of photo addresses to the gateway alone', () => {
    const { mediaUrl } = plan.secrets
    expect(appNames.filter((app) => Object.values(environments[app]).includes(mediaUrl))).toEqual(['gateway'])
  })

  it('environmentOf gives the credentials of the photos’ bucket to media alone', () => {
    const hasThem = (app: (typeof appNames)[number]): boolean =>
      Object.values(environments[app]).some((value) => value?.includes('of-the-bucket'))
    expect(appNames.filter(hasThem)).toEqual(['media'])
    expect(environments.media['MEDIA_S3_URL']).toBe(plan.inherited['MEDIA_S3_URL'])
    const bot = botEnvironment(plan, { gatewayUrl: 'https://gateway', telegramRoot: undefined })
    expect(JSON.stringify(bot)).not.toContain('of-the-bucket')
  })

  it('environmentOf gives the address of Redis to the gateway and the services alone', () => {
    const hasIt = (app: (typeof appNames)[number]): boolean =>
      Object.values(environments[app]).some((value) => value?.includes('of-redis'))
    expect(appNames.filter(hasIt)).toEqual(['gateway', ...serviceNames])
    const bot = botEnvironment(plan, { gatewayUrl: 'https://gateway', telegramRoot: undefined })
    expect(JSON.stringify(bot)).not.toContain('of-redis')
  })

  it('environmentOf hands no secret on that it has from its caller', () => {
    expect(appNames.filter((app) => Object.values(environments[app]).includes('inherited'))).toEqual([])
  })

  it('environmentOf passes on what it does not decide itself', () => {
    expect(environments.gateway['GATEWAY_CORS_ORIGINS']).toBe('https://a.example')
    expect(environments.gateway['LOG_LEVEL']).toBe('warn')
  })

  it('environmentOf tells all apps the same ports', () => {
    expect(environments.chat['PROFILE_ADDRESS']).toBe('127.0.0.1:8082')
    expect(environments.profile['PROFILE_RPC_PORT']).toBe('8082')
    expect(environments.profile['PROFILE_OPS_PORT']).toBe('9082')
    expect(environments.gateway['GATEWAY_PORT']).toBe('8080')
    expect(environments.gateway['GATEWAY_OPS_PORT']).toBe('9080')
  })

  it('environmentOf gives each of several instances ports of its own, and the addresses of all', () => {
    const several = { ...plan, ports: planPorts(8080, 8080, 3) }
    const [first, , third] = [0, 1, 2].map((instance) => environmentOf('profile', several, instance))
    expect([first!['PROFILE_RPC_PORT'], third!['PROFILE_RPC_PORT']]).toEqual(['8082', '8282'])
    expect(third!['CHAT_ADDRESS']).toBe('127.0.0.1:8085,127.0.0.1:8185,127.0.0.1:8285')
    expect(environmentOf('gateway', several, 2)['GATEWAY_PORT']).toBe('8280')
    const ports = listPorts(planPorts(8080, 8080, maxInstances)).map(([, port]) => port)
    expect(new Set(ports).size).toBe(ports.length)
  })
})

describe('botEnvironment', () => {
  const bot = (telegramRoot: string | undefined) =>
    botEnvironment(plan, { gatewayUrl: 'http://here', telegramRoot })

  it('botEnvironment gives the bot its token and its credential, and no database nor secret of others', () => {
    const environment = bot(undefined)
    expect(environment).toMatchObject({ BOT_TOKEN: 'the-bot-token', BOT_API_SECRET: plan.secrets.botApi })
    expect(environment).toMatchObject({ GATEWAY_URL: 'http://here', WEB_APP_URL: 'http://here/app' })
    expect(Object.keys(environment).filter((name) => name.endsWith('DATABASE_URL'))).toEqual([])
    for (const secret of [plan.secrets.service, plan.secrets.authKey, plan.secrets.mediaUrl])
      expect(Object.values(environment)).not.toContain(secret)
  })

  it('botEnvironment sends it to the simulated Telegram, where there is one', () => {
    expect(bot(undefined)['TELEGRAM_API_ROOT']).toBeUndefined()
    expect(bot('http://sim')).toMatchObject({ TELEGRAM_API_ROOT: 'http://sim', BOT_MODE: 'polling' })
  })
})
