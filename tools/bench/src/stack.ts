import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { onCpus } from './cpus.js'

const checkout = process.cwd()
const readyWithinMs = 120_000

/** What the gateway is asked. */
interface Question {
  readonly token?: string
  readonly method?: string
  readonly body?: unknown
}

/** What it answers, and how long that took in milliseconds. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly ms: number
}

/** A whole Kindred as `npm start -- --processes` runs it. */
export interface BenchStack {
  readonly url: string
  /** The process that the others are below. */
  readonly pid: number
  /** Of its simulated Telegram. */
  readonly botToken: string
  /** Asks the gateway, over connections that stay open. */
  ask(path: string, question?: Question): Promise<Answer>
  stop(): Promise<void>
}

/**
 * Starts it, a process for each app, on ports from `portBase` on and on some of the processors, without limits and demo people; what it keeps is
 * in a folder of its own, which goes with it.
 */
export async function startBenchStack(
  portBase: number,
  environment: Readonly<Record<string, string>> = {},
  cpus?: string,
): Promise<BenchStack> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-stack-'))
  const command = [process.execPath, join(checkout, 'tools/stack/bin/start.mjs'), '--processes'] as const
  const [program, ...args] = onCpus(cpus, command)
  const child = spawn(program, args, {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.execPath.replace(/node$/, '') + ':/usr/bin:/bin',
      DATA_DIR: folder,
      PORT_BASE: String(portBase),
      KINDRED_DEMO: 'off',
      // What is made to hang there is to hang on.
      RESTART_HUNG_AFTER: '0',
      RATE_LIMIT_SCALE: '1000000',
      LOG_LEVEL: 'error',
      ...environment,
    },
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => said.push(text.toString()))
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
  const ask = (path: string, question: Question = {}): Promise<Answer> =>
    call(agent, `${url}${path}`, question)
  return { url, pid: child.pid ?? 0, botToken, ask, stop }
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
    const answer = await call(agent, `${url}/health`, {}).then(
      ({ text }) => text,
      () => '',
    )
    if (answer.includes('"healthy"')) return
    if (child.exitCode !== null || Date.now() > giveUp) throw new Error(answer || 'no answer')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function call(agent: Agent, url: string, { token, body, method }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const verb = method ?? (body === undefined ? 'GET' : 'POST')
    const sent = request(url, { agent, headers, method: verb, timeout: 30_000 }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const ms = performance.now() - from
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString(), ms })
      })
    })
    sent.on('error', reject)
    sent.on('timeout', () => sent.destroy(new Error(`${url} did not answer in time`)))
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
