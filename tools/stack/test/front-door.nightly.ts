import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Command, freePortBase, ready, runCommand, tempFolder } from './command.js'

import './built-pages.js'

let folder: ReturnType<typeof tempFolder>
let command: Command | undefined

beforeEach(() => (folder = tempFolder()))
afterEach(async () => {
  if (command?.process.exitCode === null) process.kill(-command.process.pid!, 'SIGINT')
  await command?.exited
  folder.remove()
})

/** One request over a connection of its own. */
async function ask(url: string, accept: string): Promise<{ status: number; body: string }> {
  try {
    const response = await fetch(url, { headers: { accept, connection: 'close' } })
    return { status: response.status, body: await response.text() }
  } catch (error) {
    return { status: 0, body: String((error as { cause?: Error }).cause) }
  }
}

describe.each([
  ['npm start', []],
  ['npm start -- --processes', ['--processes']],
])('%s', (_name, args) => {
  it(
    "the start answers on the gateway's port from the beginning and refuses no connection when the gateway takes over",
    { timeout: 300_000 },
    async () => {
      const base = await freePortBase()
      const settings = { DATA_DIR: folder.path, PORT_BASE: String(base), KINDRED_DEMO: 'off' }
      command = runCommand('start.mjs', args, settings)
      const url = `http://127.0.0.1:${base}`
      await expect.poll(() => command!.output(), { timeout: 60_000, interval: 10 }).toMatch(/^Kindred\n/)
      await expect
        .poll(() => ask(`${url}/app/`, 'text/html'), { timeout: 60_000, interval: 10 })
        .toMatchObject({ status: 503, body: expect.stringContaining('Kindred is starting') })
      const problem = await ask(`${url}/health`, 'application/json')
      expect([problem.status, JSON.parse(problem.body)]).toMatchObject([
        503,
        { code: 'STARTING', status: 503 },
      ])

      const seen: Record<string, number> = {}
      const isReady = ready(command).then(() => 'ready')
      for (let state = ''; state !== 'ready';) {
        const { status, body } = await ask(`${url}/health`, 'application/json')
        const key = status === 0 ? body : String(status)
        seen[key] = (seen[key] ?? 0) + 1
        state = await Promise.race([isReady, new Promise<string>((resolve) => setImmediate(resolve, ''))])
      }
      expect(Object.keys(seen).sort()).toEqual(['200', '503'])
      expect(await ask(`${url}/health`, 'application/json')).toMatchObject({ status: 200 })
    },
  )
})
