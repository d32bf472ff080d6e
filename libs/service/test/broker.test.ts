import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { describe, expect, it } from 'vitest'

import { developmentSecret, openEnv } from '@kindred/runtime'

import { readServiceConfig } from '../src/index.js'

const required = {
  PROFILE_DATABASE_URL: 'postgres://kindred_profile:x@127.0.0.1/kindred_profile',
  SERVICE_SECRET: developmentSecret,
}

/** Whether a process with this environment has loaded the client of RabbitMQ once its transport has been used. */
async function loadsClient(environment: NodeJS.ProcessEnv): Promise<unknown> {
  const file = fileURLToPath(new URL('loads-broker.ts', import.meta.url))
  const env = { PATH: process.env['PATH'], ...required, ...environment }
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file], { env })
  return JSON.parse(stdout)
}

describe('RABBITMQ_URL', () => {
  it('loads the client of RabbitMQ where RABBITMQ_URL is set, and nowhere else', async () => {
    expect(await loadsClient({})).toBe(false)
    expect(await loadsClient({ RABBITMQ_URL: 'amqp://127.0.0.1:1' })).toBe(true)
  })

  it('refuses a RABBITMQ_URL that is none, without repeating it', () => {
    const env = openEnv({ ...required, RABBITMQ_URL: 'http://guest:sesame@127.0.0.1' })
    readServiceConfig(env, 'profile')
    const done = (): void => env.done()
    expect(done).toThrow(/RABBITMQ_URL must start with amqp: or amqps:/)
    expect(done).not.toThrow(/sesame/)
  })
})
