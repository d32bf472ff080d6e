import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { ProfileServiceService } from '@kindred/contracts/profile'
import { newId } from '@kindred/kernel'
import { createClient, createGrpcTransport } from '@kindred/rpc'

import { appNames } from '../src/names.js'
import { planPorts, type Ports } from '../src/ports.js'
import { type Command, freePortBase, processesOf, ready, runCommand, tempFolder } from './command.js'
import { match, sees } from './couples.js'
import { phonePhoto, settle } from './people.js'

import './built-pages.js'

const botToken = '4200000002:tls-test-token-not-of-telegram'
const folder = tempFolder()
const tls = `${folder.path}-tls`
let environment: NodeJS.ProcessEnv
let ports: Ports
let command: Command

/** What `npm run certs` printed, and how it ended. */
async function certs(...args: string[]): Promise<{ code: number | null; output: string }> {
  const made = runCommand('certs.mjs', [tls, ...args], {})
  return { code: await made.exited, output: made.output() }
}

beforeAll(async () => {
  const base = await freePortBase()
  ports = planPorts(base)
  environment = {
    DATA_DIR: folder.path,
    PORT_BASE: String(base),
    BOT_TOKEN: botToken,
    KINDRED_DEMO: 'off',
    RATE_LIMIT_SCALE: '1000',
    RPC_DEADLINE_SCALE: '5',
    TLS_FOLDER: tls,
  }
  expect(await certs()).toMatchObject({
    code: 0,
    output: expect.stringContaining('A new authority') as string,
  })
  command = runCommand('start.mjs', ['--processes'], environment)
  await ready(command)
})
afterAll(async () => {
  if (command.process.exitCode === null) process.kill(-command.process.pid!, 'SIGINT')
  const code = await command.exited
  folder.remove()
  expect([code, processesOf(folder.path)]).toEqual([0, []])
})

/** For how many days each app's certificate is good, as its metrics say. */
async function daysLeft(): Promise<number[]> {
  const texts = await Promise.all(
    appNames.map(async (app) => (await fetch(`http://127.0.0.1:${ports.ops[app]}/metrics`)).text()),
  )
  return texts.map((text) => Math.round(Number(/^kindred_certificate_days_left\S* (\S+)$/m.exec(text)?.[1])))
}

const serialOf = (app: string): string =>
  new X509Certificate(readFileSync(join(tls, app, 'tls.crt'))).serialNumber

describe('apps that know each other by certificates', () => {
  it('bring two people together, from the sign-in over photos to messages', async () => {
    const target = { url: `http://127.0.0.1:${ports.gateway}`, botToken }
    const place = { latitude: 58.38, longitude: 26.72 }
    const [anna, ben] = await Promise.all([
      settle(target, { name: 'Anna', gender: 'WOMAN', wants: 'MAN', ...place }),
      settle(target, { name: 'Ben', gender: 'MAN', wants: 'WOMAN', ...place }),
    ])
    const photo = await anna.client.uploadPhoto(await phonePhoto())
    const { pathname, search } = new URL(photo.urls!.card, target.url)
    expect((await fetch(target.url + pathname + search)).headers.get('content-type')).toBe('image/webp')
    await Promise.all([sees(anna, ben), sees(ben, anna)])
    const conversation_id = await match(anna, ben)
    await ben.client.chat.sendMessage({ conversation_id, client_message_id: newId(), text: 'Hello' })
    const { messages } = await anna.client.chat.listMessages({ conversation_id })
    expect(messages.map(({ text }) => text)).toEqual(['Hello'])
    const { services } = (await (await fetch(`${target.url}/health`)).json()) as { services: object }
    expect(Object.values(services).map(({ status }: { status: string }) => status)).toEqual(
      appNames.slice(1).map(() => 'healthy'),
    )
  })

  it('answer nobody in plaintext, and npm run rpc with their certificates', async () => {
    const address = `127.0.0.1:${ports.rpc.profile}`
    const transport = createGrpcTransport({ address })
    const asked = createClient(ProfileServiceService, transport).getCatalogue({})
    await expect(asked).rejects.toMatchObject({ code: 'PROFILE_UNAVAILABLE' })
    transport.close()
    const rpc = async (...args: string[]) => {
      const called = runCommand('rpc.mjs', args, environment)
      return [await called.exited, called.output()] as const
    }
    const people = ['profile.FindPeople', '{"query":"Nobody"}']
    expect(await rpc(...people, '--as', 'service:safety')).toEqual([0, '{\n  "people": []\n}\n'])
    expect(await rpc(...people, '--as', 'service:chat')).toEqual([
      1,
      'CALLER_NOT_ALLOWED: This call is only for safety.\n',
    ])
  })

  it('take the certificates that npm run certs makes anew, without a restart', async () => {
    expect(await daysLeft()).toEqual(appNames.map(() => 90))
    const before = serialOf('chat')
    expect((await certs()).output).toMatch(/^chat +kept /m)
    expect(serialOf('chat')).toBe(before)
    expect((await certs('--days', '30', '--renew')).output).toMatch(/^chat +renewed /m)
    await expect.poll(daysLeft, { timeout: 60_000 }).toEqual(appNames.map(() => 30))
    expect(command.output()).not.toContain('ended')
  })
})
