import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { telegramInitData } from '@kindred/testkit/init-data'

const checkout = process.cwd()
const readyWithinMs = 120_000

/** A whole Kindred as `npm start -- --processes` runs it, whose discovery works on the database of a bench. */
export interface Stack {
  /** Signs a person of Telegram in, a new one for each number: the id that auth gave and a token that is good for five minutes. */
  signIn(number: number): Promise<{ userId: string; token: string }>
  /** Asks the gateway for a page; resolves with the time it took in milliseconds. */
  ask(path: string, token: string): Promise<number>
  stop(): Promise<void>
}

/** Starts it, a process for each app, on ports from `portBase` on; its other databases are in a folder of its own, which goes with it. */
export async function startStack(discoveryUrl: string, portBase: number): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-stack-'))
  const child = spawn(process.execPath, [join(checkout, 'tools/stack/bin/start.mjs'), '--processes'], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.execPath.replace(/node$/, '') + ':/usr/bin:/bin',
      DATA_DIR: folder,
      PORT_BASE: String(portBase),
      DISCOVERY_DATABASE_URL: discoveryUrl,
      KINDRED_DEMO: 'off',
      RATE_LIMIT_SCALE: '1000000',
      LOG_LEVEL: 'error',
    },
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => said.push(text.toString()))
  const agent = new Agent({ keepAlive: true })
  const url = `http://127.0.0.1:${portBase}`
  const stop = async (): Promise<void> => {
    agent.destroy()
    await end(child)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await untilHealthy(agent, url, child)
  } catch (error) {
    await stop()
    throw new Error(`the stack did not start: ${said.join('').slice(-2_000)}`, { cause: error })
  }
  const { botToken } = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as { botToken: string }
  return {
    async signIn(number) {
      const init_data = telegramInitData({ id: 7_000_000 + number, firstName: 'Bench', botToken })
      const answer = await call(agent, `${url}/v1/auth/telegram`, { body: { init_data } })
      const { access_token, user } = JSON.parse(answer) as { access_token: string; user: { id: string } }
      return { userId: user.id, token: access_token }
    },
    async ask(path, token) {
      const from = performance.now()
      await call(agent, `${url}${path}`, { token })
      return performance.now() - from
    },
    stop,
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await gone
  clearTimeout(patience)
}

async function untilHealthy(agent: Agent, url: string, child: ChildProcess): Promise<void> {
  const giveUp = Date.now() + readyWithinMs
  for (;;) {
    const answer = await call(agent, `${url}/health`, {}).catch(() => '')
    if (answer.includes('"healthy"')) return
    if (child.exitCode !== null || Date.now() > giveUp) throw new Error(answer || 'no answer')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function call(agent: Agent, url: string, { token, body }: { token?: string; body?: unknown }): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const sent = request(
      url,
      { agent, headers, method: body === undefined ? 'GET' : 'POST', timeout: 30_000 },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString()
          if (answer.statusCode === 200 || answer.statusCode === 201) resolve(text)
          else reject(new Error(`${url} answered ${answer.statusCode}: ${text.slice(0, 300)}`))
        })
      },
    )
    sent.on('error', reject)
    sent.on('timeout', () => sent.destroy(new Error(`${url} did not answer in time`)))
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
