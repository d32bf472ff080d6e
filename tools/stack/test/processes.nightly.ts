import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { KindredError } from '@kindred/client'

import { type ServiceName, serviceNames } from '../src/index.js'
import { planPorts } from '../src/ports.js'
import { type Command, freePortBase, processesOf, ready, runCommand, tempFolder } from './command.js'
import { startSecondInstance } from './discovery-instance.js'
import { adminTelegramId } from './moderator.js'
import { type Person, settle, signIn, signInAgain } from './people.js'
import { allOk, askAll } from './probes.js'

import './built-pages.js'

const botToken = '4200000001:processes-test-token-not-of-telegram'
const folder = tempFolder()
let command: Command
let person: Person
let url: string

beforeAll(async () => {
  const base = await freePortBase()
  url = `http://127.0.0.1:${planPorts(base).gateway}`
  const settings = {
    DATA_DIR: folder.path,
    PORT_BASE: String(base),
    BOT_TOKEN: botToken,
    KINDRED_DEMO: 'off',
    KINDRED_ADMINS: String(adminTelegramId),
  }
  command = runCommand('start.mjs', ['--processes'], { ...settings, RATE_LIMIT_SCALE: '1000' })
  await ready(command)
  person = await signIn({ url, botToken }, 'Pia')
  await person.client.profile.createProfile({ name: 'Pia', birth_date: '1991-01-01', gender: 'WOMAN' })
})

afterAll(async () => {
  if (command.process.exitCode === null) process.kill(-command.process.pid!, 'SIGINT')
  const code = await command.exited
  folder.remove()
  expect([code, processesOf(folder.path)]).toEqual([0, []])
})

/** The process of an app, by its bundle. */
function pidOf(app: ServiceName): number {
  const [pid] = processesOf(`apps/${app}/dist/main.js`).filter((one) =>
    processesOf(folder.path).includes(one),
  )
  return pid ?? 0
}

describe('npm start -- --processes', () => {
  it('npm start -- --processes runs each app as its own process', async () => {
    await expect.poll(() => askAll(person)).toEqual(allOk)
    expect(new Set(serviceNames.map(pidOf)).size).toBe(serviceNames.length)
  })

  it.each(serviceNames)(
    'npm start -- --processes answers 503 for %s alone when it is killed, and recovers by itself',
    async (service) => {
      const killed = pidOf(service)
      process.kill(killed, 'SIGKILL')
      const seen: string[] = []
      const recovered = async (): Promise<boolean> => {
        const answers = await askAll(person)
        seen.push(
          ...Object.entries(answers).flatMap(([name, answer]) =>
            answer === 'ok' ? [] : [`${name} ${answer}`],
          ),
        )
        return (
          Object.values(answers).every((answer) => answer === 'ok') && ![0, killed].includes(pidOf(service))
        )
      }
      await expect.poll(recovered, { timeout: 60_000, interval: 20 }).toBe(true)
      expect(seen.length).toBeGreaterThan(0)
      for (const answer of seen)
        expect(answer).toMatch(new RegExp(`^${service} (503 ${service.toUpperCase()}_UNAVAILABLE)$`))
    },
  )
})

describe('discovery', () => {
  const home = { latitude: 56.95, longitude: 24.1 }
  let viewer: Person
  let men: Set<string>
  beforeAll(async () => {
    viewer = await settle({ url, botToken }, { name: 'Vera', gender: 'WOMAN', wants: 'MAN', ...home })
    const names = Array.from({ length: 16 }, (_, index) => `Man ${index}`)
    const target = { url, botToken }
    const people = await Promise.all(
      names.map((name) => settle(target, { name, gender: 'MAN', wants: 'WOMAN', ...home })),
    )
    men = new Set(people.map(({ userId }) => userId))
    await untilAllAreShown(viewer, men)
  })

  it('discovery killed among swipes shows nobody twice, loses no swipe, and answers before its memory is back', async () => {
    const { discovery } = viewer.client
    const swiped = new Set<string>()
    const twice: string[] = []
    let killed = 0
    const pid = pidOf('discovery')
    while (swiped.size < men.size) {
      const shown = await patiently(() => discovery.listCandidates({ page_size: 2 }))
      for (const { user_id: target_user_id } of shown.candidates) {
        if (swiped.has(target_user_id)) twice.push(target_user_id)
        await patiently(() => discovery.pass({ target_user_id }))
        swiped.add(target_user_id)
        if (swiped.size === 6) {
          process.kill(pid, 'SIGKILL')
          killed = Date.now()
        }
      }
    }
    expect([twice, killed > 0, pidOf('discovery') === pid]).toEqual([[], true, false])
    expect((await discovery.listCandidates()).candidates).toEqual([])
    for (let left = men.size; left > 0; left--) await discovery.undo({})
    await untilAllAreShown(viewer, men)
  })

  it('discovery in two processes shows a viewer who alternates between them nobody twice', async () => {
    const second = await startSecondInstance(pidOf('discovery'))
    try {
      await expect.poll(second.state, { timeout: 60_000 }).toBe('ready')
      const options = { token: viewer.token() }
      const seen: string[] = []
      for (let turn = 0; turn < men.size; turn++) {
        const [first] =
          turn % 2 === 0
            ? (await viewer.client.discovery.listCandidates({ page_size: 1 })).candidates.map(
                ({ user_id }) => user_id,
              )
            : (await second.discovery.listCandidates({ ...one }, options)).candidates.map(
                ({ userId }) => userId,
              )
        seen.push(first!)
        if (turn % 4 < 2) await viewer.client.discovery.pass({ target_user_id: first! })
        else await second.discovery.pass({ targetUserId: first! }, options)
      }
      expect(new Set(seen)).toEqual(men)
      expect((await second.discovery.listCandidates({ ...one }, options)).candidates).toEqual([])
    } finally {
      await second.stop()
    }
  })
})

describe('safety', () => {
  const video = new Blob([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(4 * 1024 * 1024, 7)])

  /** Brings a video note in, unless one of the person waits already. */
  async function bring({ client }: Person): Promise<void> {
    try {
      const { verification_id: id } = await patiently(() => client.safety.startVerification())
      await patiently(() => client.submitVideoNote(id, video))
    } catch (error) {
      if (!(error instanceof KindredError) || error.code !== 'VERIFICATION_PENDING') throw error
    }
  }

  it('safety killed among video notes loses none that it took, and keeps each in one case', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `Note ${index}`)
    const people = await Promise.all(names.map((name) => signIn({ url, botToken }, name)))
    const killed = pidOf('safety')
    await Promise.allSettled(
      people.map(async ({ client }) => {
        const { verification_id: id } = await client.safety.startVerification()
        const sending = client.submitVideoNote(id, video)
        if (killed === pidOf('safety')) process.kill(killed, 'SIGKILL')
        await sending
      }),
    )
    for (const person of people) await bring(person)

    const { client } = await signInAgain({ url, botToken }, adminTelegramId, 'Admin')
    const { cases } = await client.safety.listCases({ kind: 'VERIFICATION', page_size: 100 })
    expect(cases.map(({ subject_id }) => subject_id).sort()).toEqual(
      people.map(({ userId }) => userId).sort(),
    )
    for (const { case_id: id } of cases) expect((await client.readVideoNote(id)).size).toBe(video.size)
  })
})

const one = { pageSize: 1, pageToken: '', filters: undefined }

async function untilAllAreShown({ client }: Person, people: ReadonlySet<string>): Promise<void> {
  for (let shown = 0; shown < people.size;) {
    const { candidates } = await client.discovery.listCandidates({ page_size: 50 })
    shown = candidates.filter(({ user_id }) => people.has(user_id)).length
  }
}

/** Asks again while the service is away. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof KindredError) || error.status !== 503) throw error
    }
  }
}
