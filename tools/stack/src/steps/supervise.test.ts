import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, it } from 'vitest'

import { freePorts } from '@kindred/testkit'

import { lifeAt } from './notice-hang.js'
import { supervise } from './supervise.js'

const folder = mkdtempSync(join(tmpdir(), 'kindred-supervised-'))
const patience = { timeout: 60_000 }

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

it('a process that hangs is killed and started again, and the log says so', async () => {
  const [port = 0] = await freePorts(1)
  const lines: string[] = []
  const app = supervise({
    name: 'profile',
    preload: write('nothing.mjs', ''),
    script: write(
      'app.mjs',
      `import { createServer } from 'node:http'
       createServer(({ url }, response) => {
         if (url === '/livez') console.log('was asked')
         response.end('{}')
       }).listen(${port}, '127.0.0.1')`,
    ),
    environment: {},
    print: (line) => lines.push(line),
    life: lifeAt(`127.0.0.1:${port}`, 5_000),
  })
  const lives = () =>
    fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    )
  await expect.poll(() => lines, patience).toContainEqual(expect.stringContaining('was asked'))
  const hung = app.pid()!
  process.kill(hung, 'SIGSTOP')
  await expect.poll(app.falls, patience).toBe(1)
  await expect.poll(lives, patience).toBe(true)
  expect(app.pid()).not.toBe(hung)
  expect(lines.join('\n')).toMatch(
    /profile +has not answered for 5 s and is killed\nprofile +ended \(SIGKILL\)/,
  )
  await app.stop()
})
