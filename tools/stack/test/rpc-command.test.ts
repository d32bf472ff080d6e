import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { commandBlocks } from '@kindred/guide/commands'

import { type Command, freePortBase, ready, runCommand, tempFolder } from './command.js'

import './built-pages.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const folder = tempFolder()
let environment: NodeJS.ProcessEnv
let kindred: Command

beforeAll(async () => {
  environment = { DATA_DIR: folder.path, PORT_BASE: String(await freePortBase()), KINDRED_DEMO_PEOPLE: '2' }
  kindred = runCommand('start.mjs', [], environment)
  await ready(kindred)
  await vi.waitFor(
    () => expect(kindred.output()).toMatch(/2 people, alice and bob|All 2 demo people/),
    60_000,
  )
}, 150_000)
afterAll(async () => {
  kindred.process.kill('SIGINT')
  await kindred.exited
  folder.remove()
})

/** What `npm run rpc` printed for some arguments, and how it ended. */
async function rpc(...args: string[]): Promise<{ code: number | null; output: string }> {
  const command = runCommand('rpc.mjs', args, environment)
  const code = await command.exited
  return { code, output: command.output() }
}

it('npm run rpc lists the services, describes one and describes a method, without a call', async () => {
  const all = await rpc()
  expect(all).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^discovery\n(  \w+\n)*  Like\n/m) as string,
  })
  const { output } = await rpc('profile')
  expect(output).toMatch(/^  \/\/ .+\n  rpc GetMyProfile\(GetMyProfileRequest\) returns/m)
  const method = await rpc('profile.setmylocation', '--describe')
  expect(method.output).toContain('SetMyLocationRequest {\n  double latitude\n  double longitude\n}')
})

it('npm run rpc calls a method as a demo person and leaves no session behind', async () => {
  const { code, output } = await rpc('profile.GetMyProfile', '--as', 'alice')
  expect(code, output).toBe(0)
  expect(JSON.parse(output)).toMatchObject({ profile: { name: 'Alice', gender: 'GENDER_WOMAN' } })
  const sessions = JSON.parse((await rpc('auth.ListSessions', '--as', 'Alice')).output) as {
    sessions: { device_name: string }[]
  }
  expect(sessions.sessions.filter((one) => one.device_name === 'npm run rpc')).toHaveLength(1)
})

it('npm run rpc tells a refusal with its code and fields, and ends with 1', async () => {
  const { code, output } = await rpc('discovery.Like', '{}', '--as', 'bob')
  expect({ code, output }).toEqual({
    code: 1,
    output: expect.stringMatching(/^VALIDATION_FAILED: .+\n {2}\/target_user_id REQUIRED: .+\n$/) as string,
  })
  expect(await rpc('profile.GetMyProfile')).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^UNAUTHENTICATED: /) as string,
  })
})

it('npm run rpc prints each answer of a stream until it is interrupted', async () => {
  const command = runCommand('rpc.mjs', ['auth.WatchRevocations', '--as', 'service:profile'], environment)
  await expect.poll(() => command.output(), { timeout: 60_000 }).toMatch(/^\{[^]*\}\n/)
  command.process.kill('SIGINT')
  expect(await command.exited, command.output()).toBe(0)
})

it.each([
  ['nobody.Does', 'There is no service "nobody", only auth, '],
  [
    '.GetMyProfile',
    '".GetMyProfile" names no service: write service.Method, for example profile.GetMyProfile.',
  ],
  ['profile.GetMyProfile.Now', 'profile has no method "GetMyProfile.Now", only '],
  ['profile.Nothing', 'profile has no method "Nothing", only '],
  ['profile.GetMyProfile "', 'profile has no method "GetMyProfile'],
])('npm run rpc answers %s with one sentence', async (name, sentence) => {
  const { code, output } = await rpc(name, '{}')
  expect(code).toBe(1)
  expect(output.trim().split('\n')).toEqual([expect.stringContaining(sentence)])
})

it('npm run rpc says what is wrong with a request, a person and an address', async () => {
  expect((await rpc('profile.GetMyProfile', '{', '--as', 'alice')).output).toMatch(
    /^The request is no JSON: /,
  )
  expect((await rpc('profile.GetMyProfile', '--as', 'zoe')).output).toMatch(/^There is no demo person "zoe"/)
  const typo = await rpc('profile.UpdateMyProfile', '{"bioo": "Hi"}', '--as', 'alice')
  expect(typo).toMatchObject({ code: 1, output: expect.stringMatching(/takes no \/bioo: /) as string })
  const away = await rpc('profile.GetMyProfile', '--as', 'alice', '--address', '127.0.0.1:9')
  expect(away).toMatchObject({ code: 1, output: expect.stringMatching(/^PROFILE_UNAVAILABLE: /) as string })
})

/** The commands that the documents give for a Kindred that runs, one after the other. */
const documented = commandBlocks(checkout).flatMap(({ place, how, commands }) =>
  how === 'run' ? commands.map((command) => ({ place, command })) : [],
)

it('the documents have commands to run', () => expect(documented.length).toBeGreaterThan(7))

it.each(documented)('$place does what it says: $command', { timeout: 240_000 }, async ({ command }) => {
  // What just happened, as people see it, reaches every service a moment later; a busy machine turns calls away.
  await vi.waitFor(
    async () => {
      const { error, output } = await typed(command)
      expect(error, output).toBeNull()
      expect(output).not.toBe('')
    },
    { timeout: 120_000, interval: 1_000 },
  )
})

/** What a shell says to a documented command, its ports being those of this Kindred. */
function typed(command: string): Promise<{ error: Error | null; output: string }> {
  const base = Number(environment['PORT_BASE'])
  const there = command.replaceAll(
    /127\.0\.0\.1:80(\d\d)/g,
    (_, port) => `127.0.0.1:${base + Number(port) - 80}`,
  )
  const { PATH, HOME } = process.env
  // A curl that is refused ends well unless it is told otherwise.
  const script = `set -e; curl() { command curl --fail-with-body "$@"; }; ${there}`
  const options = { cwd: checkout, env: { PATH, HOME, ...environment }, maxBuffer: 1 << 26, timeout: 100_000 }
  return new Promise((resolve) => {
    execFile('bash', ['-c', script], options, (error, stdout, stderr) =>
      resolve({ error, output: stdout + stderr }),
    )
  })
}
