import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

import { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { type Client, createClient } from '@kindred/rpc'
import { freePorts, testTransport } from '@kindred/testkit'

/** A process of discovery beside another one, on the same database. */
export interface SecondInstance {
  readonly discovery: Client<typeof DiscoveryServiceService>
  /** What its /readyz says of the deck. */
  state(): Promise<string | undefined>
  stop(): Promise<void>
}

/** Starts one more process with the settings of the one that runs, on ports of its own. */
export async function startSecondInstance(running: number): Promise<SecondInstance> {
  const [rpcPort = 0, opsPort = 0] = await freePorts(2)
  const settings = Object.fromEntries(
    readFileSync(`/proc/${running}/environ`, 'utf8')
      .split('\0')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  const [node = '', ...args] = readFileSync(`/proc/${running}/cmdline`, 'utf8').split('\0').filter(Boolean)
  const env = { ...settings, DISCOVERY_RPC_PORT: `${rpcPort}`, DISCOVERY_OPS_PORT: `${opsPort}` }
  const child: ChildProcess = spawn(node, args, {
    env,
    cwd: readlinkSync(`/proc/${running}/cwd`),
    stdio: 'ignore',
  })
  const transport = testTransport(`127.0.0.1:${rpcPort}`)
  const ended = new Promise((done) => child.once('exit', done))
  return {
    discovery: createClient(DiscoveryServiceService, transport),
    async state() {
      const answer = await fetch(`http://127.0.0.1:${opsPort}/readyz`).catch(() => undefined)
      return answer?.ok === true ? ((await answer.json()) as { deck?: string }).deck : undefined
    },
    async stop() {
      transport.close()
      child.kill('SIGTERM')
      await ended
    },
  }
}
