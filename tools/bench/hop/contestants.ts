import { spawn } from 'node:child_process'
import { once } from 'node:events'

import type { RivalOrder } from '../rivals/index.js'
import { type BenchStack, type Child, environmentOf, familyOf, processOf, startChild } from '../src/index.js'

/** A server that answers the question of this benchmark. */
export interface Contestant {
  readonly name: string
  readonly port: number
  /** The processes whose CPU counts, PostgreSQL's aside. */
  readonly pids: readonly number[]
}

/** The product's processes that a read of a profile passes. */
export interface Product {
  readonly gateway: number
  readonly profile: number
  /** Where PostgreSQL began; its connections are below it. */
  readonly postgres: number
  readonly databaseUrl: string
}

/** Finds them below the process that started the stack. */
export function findProduct(stack: BenchStack): Product {
  const profile = processOf(stack, 'apps/profile/dist/main.js')
  return {
    profile,
    gateway: processOf(stack, 'apps/gateway/dist/main.js'),
    postgres: processOf(stack, '/bin/postgres'),
    databaseUrl: environmentOf(profile)['PROFILE_DATABASE_URL'] ?? '',
  }
}

/** The gateway of the stack once more, on other ports, whose calls have a stream each. */
export async function startPlainGateway(
  product: Product,
  port: number,
): Promise<{ pid: number; stop(): Promise<void> }> {
  const { GATEWAY_SOCKET_FD: _, ...environment } = environmentOf(product.gateway)
  const command = familyOf(product.gateway)[0]?.command ?? []
  const child = spawn(process.execPath, [command.at(-1) ?? ''], {
    stdio: 'inherit',
    env: {
      ...environment,
      GATEWAY_PORT: String(port),
      GATEWAY_OPS_PORT: String(port + 1),
      RPC_CARRIERS: 'off',
    },
  })
  await untilHealthy(`http://127.0.0.1:${port}/health`)
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  return { pid: child.pid ?? 0, stop }
}

/** Resolves when a gateway says that all is well behind it; throws after a minute. */
export async function untilHealthy(url: string): Promise<void> {
  const giveUp = Date.now() + 60_000
  for (;;) {
    const answer = await fetch(url).then(
      (response) => response.text(),
      () => '',
    )
    if (answer.includes('"healthy"')) return
    if (Date.now() > giveUp) throw new Error(`${url}: ${answer || 'no answer'}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** A rival in a process of its own. */
export async function startRival(script: string, order: RivalOrder): Promise<{ child: Child; port: number }> {
  const child = startChild(script, 'rival')
  const { port } = await child.ask<{ port: number }>(order)
  return { child, port }
}
