import { describe, expect, it } from 'vitest'

import { developmentSecret, openEnv } from '@kindred/runtime'

import { readServiceConfig } from '../src/index.js'

const databaseUrl = 'postgres://kindred_profile:x@127.0.0.1/kindred_profile'

describe('readServiceConfig', () => {
  it('needs only a database and the secret of the services', () => {
    const env = openEnv({ PROFILE_DATABASE_URL: databaseUrl, SERVICE_SECRET: developmentSecret })
    const config = readServiceConfig(env, 'profile')
    env.done()
    expect(config).toMatchObject({
      rpcPort: 8082,
      opsPort: 9082,
      databaseUrl,
      serviceSecret: developmentSecret,
      production: false,
      peers: {
        auth: '127.0.0.1:8081',
        discovery: '127.0.0.1:8083',
        media: '127.0.0.1:8084',
        chat: '127.0.0.1:8085',
      },
    })
  })

  it('refuses the sample secret in production', () => {
    const production = { NODE_ENV: 'production', PROFILE_DATABASE_URL: databaseUrl }
    const read = (more: NodeJS.ProcessEnv) => () => {
      const env = openEnv({ ...production, ...more })
      readServiceConfig(env, 'profile')
      env.done()
    }
    expect(read({})).toThrow('SERVICE_SECRET')
    expect(read({ SERVICE_SECRET: developmentSecret })).toThrow('SERVICE_SECRET')
    expect(read({ SERVICE_SECRET: 'f'.repeat(64) })).not.toThrow()
  })

  it('reports all faults together, with an example each', () => {
    const env = openEnv({ PROFILE_RPC_PORT: 'x', AUTH_ADDRESS: 'nowhere', LOG_LEVEL: 'loud' })
    readServiceConfig(env, 'profile')
    expect(() => env.done()).toThrow(
      /PROFILE_RPC_PORT.*8082[^]*PROFILE_DATABASE_URL.*postgres:\/\/[^]*AUTH_ADDRESS.*dns:\/\/\/auth:8081[^]*LOG_LEVEL.*info/,
    )
  })
})
