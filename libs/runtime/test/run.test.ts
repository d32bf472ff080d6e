import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { afterEach, expect, it, vi } from 'vitest'

const program = fileURLToPath(new URL('program.ts', import.meta.url))
let child: ChildProcess | undefined

afterEach(() => void child?.kill('SIGKILL'))

function launch(mode: string, ...args: string[]) {
  const started = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    env: { PATH: '', MODE: mode },
  })
  child = started
  const seen = { out: '', err: '' }
  started.stdout.on('data', (text: Buffer) => (seen.out += text.toString()))
  started.stderr.on('data', (text: Buffer) => (seen.err += text.toString()))
  const exit = new Promise<number | null>((resolve) => started.on('close', resolve))
  const hears = (text: string) => vi.waitFor(() => expect(seen.out).toContain(text), { timeout: 60_000 })
  return { seen, exit, hears, signal: (name: NodeJS.Signals) => started.kill(name) }
}

it.each(['SIGTERM', 'SIGINT'] as const)('drains on %s and exits with 0', async (name) => {
  const process = launch('plain')
  await process.hears('started')
  process.signal(name)
  expect(await process.exit).toBe(0)
  expect(process.seen.out).toContain('stopped')
})

it('exits at once on a second signal', async () => {
  const process = launch('stuck')
  await process.hears('started')
  process.signal('SIGTERM')
  await process.hears('stopping')
  process.signal('SIGINT')
  expect(await process.exit).toBe(1)
})

it('logs what nobody caught, stops and exits with 1', async () => {
  const process = launch('throws')
  expect(await process.exit).toBe(1)
  expect(process.seen.out).toMatch(/"level":"fatal".*nobody caught this/)
  expect(process.seen.out).toContain('stopped')
})

it('prints the faults of the configuration as plain lines without a stack', async () => {
  const process = launch('misconfigured')
  expect(await process.exit).toBe(1)
  expect(process.seen.err).toBe('FIRST is not set. Example: FIRST=1\nSECOND is not set. Example: SECOND=2\n')
  expect(process.seen.out).toBe('')
})

it('says why it could not start and exits with 1', async () => {
  const process = launch('unstartable')
  expect(await process.exit).toBe(1)
  expect(process.seen.out).toContain('the port is taken')
})

it('only migrates when asked to', async () => {
  const process = launch('any', 'migrate')
  expect(await process.exit).toBe(0)
  expect(process.seen.out).toBe('program: ran 0001-first\n')
})

it('only tells of pending migrations when asked to', async () => {
  const process = launch('any', 'pending')
  expect(await process.exit).toBe(0)
  expect(process.seen.out).toBe('program 0001-first\n')
})

it('refuses to migrate what has no database', async () => {
  const process = launch('plain', 'migrate')
  expect(await process.exit).toBe(1)
  expect(process.seen.err).toMatch(/^program has no database to migrate/)
})
