import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

import { untilHealthy } from '../hop/contestants.js'
import { type BenchStack, environmentOf, familyOf, processOf } from '../src/index.js'

/** A gateway with a profile service of its own, beside those of a stack and on the same databases. */
export interface Pair {
  readonly port: number
  readonly pids: readonly number[]
  stop(): Promise<void>
}

/** Starts one on five ports from `port` on; resolves when it answers. */
export async function startPair(
  stack: BenchStack,
  port: number,
  tracing: Readonly<Record<string, string>>,
): Promise<Pair> {
  const profilePorts = { PROFILE_RPC_PORT: String(port + 2), PROFILE_OPS_PORT: String(port + 3) }
  const gatewayPorts = { GATEWAY_PORT: String(port), GATEWAY_OPS_PORT: String(port + 1) }
  const behind = { PROFILE_ADDRESS: `127.0.0.1:${port + 2}` }
  const profile = startAgain(processOf(stack, 'apps/profile/dist/main.js'), { ...profilePorts, ...tracing })
  const gateway = startAgain(processOf(stack, 'apps/gateway/dist/main.js'), {
    ...gatewayPorts,
    ...behind,
    ...tracing,
  })
  const children = [gateway, profile]
  const stop = async (): Promise<void> => void (await Promise.all(children.map(end)))
  try {
    await untilHealthy(`http://127.0.0.1:${port}/health`)
  } catch (error) {
    await stop()
    throw error
  }
  return { port, pids: children.map(({ pid }) => pid ?? 0), stop }
}

function startAgain(pid: number, settings: Readonly<Record<string, string>>): ChildProcess {
  const { GATEWAY_SOCKET_FD: _, ...environment } = environmentOf(pid)
  const script = familyOf(pid)[0]?.command.at(-1) ?? ''
  const env = { ...environment, ...settings }
  return spawn(process.execPath, [script], { stdio: 'inherit', env })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
