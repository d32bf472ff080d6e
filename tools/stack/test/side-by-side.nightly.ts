import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { newId } from '@kindred/kernel'
import { createLog, type Runnable } from '@kindred/runtime'
import { createTestDatabase, type TestDatabase } from '@kindred/testkit'

import { createApp } from '../src/apps.js'
import { environmentOf, type EnvironmentPlan } from '../src/environment.js'
import { forEachName, serviceNames, startOrder } from '../src/names.js'
import { portsOfInstances } from '../src/ports.js'
import { loadSecrets } from '../src/secrets.js'
import { supervise, type Supervised } from '../src/steps/supervise.js'
import { tempFolder } from './command.js'
import { type Couple, match } from './couples.js'
import { hasCommit, openOldCheckout } from './old-checkout.js'
import { phonePhoto, settle, type Target } from './people.js'
import { type PlantedLooks, startPlantedLooks } from './planted-looks.js'
import { freeStackPorts } from './test-stack.js'

/** The version before the migrations `auth 0016-backups` and `chat 0013-updated-in-place`. */
const old = 'e6288923'

const why = hasCommit(old) ? undefined : `this checkout's history does not reach back to ${old}`
if (why !== undefined && process.env['CI'] === 'true') throw new Error(why)

const folder = tempFolder()
const [oldFolder, dataDir] = [`${folder.path}-old`, `${folder.path}-data`]
const patience = { timeout: 300_000, interval: 250 }

let looks: PlantedLooks
let plan: EnvironmentPlan
let before: Couple
const databases: TestDatabase[] = []
const running: Supervised[] = []
const started: Runnable[] = []
const said: string[] = []

const gatewayOf = (instance: number): Target => ({
  url: `http://127.0.0.1:${portsOfInstances(plan.ports)[instance]!.gateway}`,
  botToken: plan.botToken,
})

/** The first instances: the gateway of the version before among them. */
function startOld(): void {
  for (const name of startOrder.flat())
    running.push(
      supervise({
        name,
        script: join(oldFolder, 'apps', name, 'dist', 'main.js'),
        preload: join(oldFolder, 'tools', 'stack', 'dist', 'attached.js'),
        environment: { PATH: process.env['PATH'], ...environmentOf(name, plan, 0) },
        print: (line) => said.push(line),
      }),
    )
}

/** The second instances, by this version, which migrate; each gateway asks all instances. */
async function startNew(): Promise<void> {
  const logOf = (name: string) => createLog({ name, level: 'silent' })
  for (const together of startOrder) {
    const apps = together.map((app) => createApp(app, { plan, logOf }, 1))
    await Promise.all(apps.map((app) => app.start()))
    started.unshift(...apps)
  }
}

/** Two people meet, show a photo and talk; every call that changes something succeeds at once. */
async function meet(target: Target, at: number): Promise<Couple> {
  const place = { latitude: -30 + 2 * at, longitude: 40 }
  const one = await settle(target, { name: 'Ann', gender: 'WOMAN', wants: 'MAN', ...place })
  const other = await settle(target, { name: 'Ben', gender: 'MAN', wants: 'WOMAN', ...place })
  const { media_id } = await one.client.uploadPhoto(await phonePhoto())
  await vi.waitFor(() => one.client.profile.setMyPhotos({ photo_ids: [media_id] }), patience)
  for (const [viewer, wanted] of [
    [one, other],
    [other, one],
  ] as const)
    await vi.waitFor(async () => {
      const { candidates } = await viewer.client.discovery.listCandidates({ page_size: 50 })
      expect(candidates.map(({ user_id }) => user_id)).toContain(wanted.userId)
    }, patience)
  const couple = { one, other, conversationId: await match(one, other) }
  await talk(couple, 'hello')
  return couple
}

/** Enough messages that instances of both versions get some. */
async function talk({ one, other, conversationId: conversation_id }: Couple, word: string): Promise<void> {
  for (let at = 0; at < 6; at += 1) {
    const text = `${word} ${at}`
    for (const { client } of [one, other])
      await client.chat.sendMessage({ conversation_id, client_message_id: newId(), text })
    const { messages } = await other.client.chat.listMessages({ conversation_id })
    expect(messages.filter((message) => message.text === text)).toHaveLength(2)
  }
}

/** How many RPCs of a service an instance answered well, by its metrics. */
async function answered(instance: number, service: 'auth' | 'chat' | 'discovery' | 'profile') {
  const { ops } = portsOfInstances(plan.ports)[instance]!
  const text = await (await fetch(`http://127.0.0.1:${ops[service]}/metrics`)).text()
  const counts = text.matchAll(
    new RegExp(
      `^kindred_rpc_server_seconds_count\\{.*kindred\\.${service}\\.v1.*code="OK".*\\} (\\d+)`,
      'gm',
    ),
  )
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0)
}

describe.skipIf(why !== undefined)(
  `two versions side by side${why === undefined ? '' : ` (skipped: ${why})`}`,
  () => {
    beforeAll(async () => {
      for (const path of [oldFolder, dataDir]) mkdirSync(path, { mode: 0o755 })
      looks = await startPlantedLooks()
      databases.push(...(await Promise.all(serviceNames.map((service) => createTestDatabase(service)))))
      const secrets = loadSecrets(dataDir)
      plan = {
        ports: await freeStackPorts(2),
        secrets,
        botToken: secrets.botToken,
        databaseUrls: forEachName(serviceNames, (_, at) => databases[at]!.url),
        mediaFolder: join(dataDir, 'media'),
        logLevel: 'info',
        rateLimitScale: 1_000,
        inherited: { NSFW_URL: looks.url, DELETION_GRACE_DAYS: '0', RPC_DEADLINE_SCALE: '20' },
      }
      await openOldCheckout(old, oldFolder)
      startOld()
      await vi.waitFor(
        async () => expect((await fetch(`${gatewayOf(0).url}/health`)).ok).toBe(true),
        patience,
      )
      before = await vi.waitFor(() => meet(gatewayOf(0), 0), { ...patience, timeout: 600_000 })
      await startNew()
    }, 1_800_000)
    afterAll(async () => {
      for (const app of started) await app.stop()
      await Promise.all(running.map((one) => one.stop()))
      looks?.stop()
      for (const database of databases) await database.drop()
      for (const path of [oldFolder, dataDir]) rmSync(path, { recursive: true, force: true })
      folder.remove()
    })

    it('people of before go on, and new ones meet, at instances of either version behind one gateway', async () => {
      const counts = () =>
        Promise.all(
          [0, 1].flatMap((instance) =>
            (['auth', 'profile', 'discovery', 'chat'] as const).map((one) => answered(instance, one)),
          ),
        )
      const earlier = await counts()
      await talk(before, 'after the migrations')
      for (const at of [1, 2]) await meet(gatewayOf(1), at)
      await talk(await meet(gatewayOf(0), 3), 'by the old gateway')
      const grown = (await counts()).map((count, index) => count - earlier[index]!)
      process.stdout.write(
        `answered meanwhile by auth, profile, discovery, chat: before ${grown.slice(0, 4).join(' ')}, now ${grown.slice(4).join(' ')}\n`,
      )
      for (const count of grown) expect(count).toBeGreaterThan(0)
      expect(running.map((one) => one.falls())).toEqual(running.map(() => 0))
      const failed = said.filter((line) => /"level":(50|60|"error"|"fatal")/.test(line))
      expect(failed).toEqual([])
    })
  },
)
