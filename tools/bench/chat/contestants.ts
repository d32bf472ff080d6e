import { fileURLToPath } from 'node:url'

import type { ChatRivalOrder, Pair } from '../rivals/chat/index.js'
import {
  type BenchStack,
  type ChatLoadOrder,
  type Child,
  familyOf,
  installOwnPackages,
  processOf,
  startChild,
} from '../src/index.js'
import { chatDatabaseOf, openConversations, openUsualDatabase } from './pairs.js'
import { names } from './report.js'

/** A chat server that is compared. */
export interface Contestant {
  readonly name: string
  readonly port: number
  readonly dialect: ChatLoadOrder['dialect']
  /** The processes whose CPU counts, now: those of PostgreSQL come and go. */
  pids(): number[]
}

interface Entering {
  readonly stack: BenchStack
  readonly port: number
  readonly pairs: readonly Pair[]
  /** The benchmark's own bundle. */
  readonly script: string
  /** Takes what is started here. */
  readonly children: Child[]
  say(line: string): void
}

const packages = fileURLToPath(new URL('../rivals/socket-io', import.meta.url))

/** Starts all rivals, each in processes of its own. */
export async function enter({ stack, port, pairs, script, children, say }: Entering): Promise<Contestant[]> {
  const productUrl = stack.url
  const postgres = processOf(stack, '/bin/postgres')
  const chatUrl = chatDatabaseOf(stack)
  await openConversations(chatUrl, pairs)
  const databaseUrl = await openUsualDatabase(chatUrl, pairs)
  const { megabytes, isNew } = installOwnPackages(packages)
  say(`Socket.IO: ${megabytes} MB in ${packages}${isNew ? ', installed just now' : ''}.`)

  async function rival(order: ChatRivalOrder): Promise<{ port: number; pid: number }> {
    const child = startChild(script, 'rival')
    children.push(child)
    const { port } = await child.ask<{ port: number }>(order)
    return { port, pid: child.pid }
  }
  const service = await rival({ kind: 'usual service', databaseUrl })
  const usual = await rival({ kind: 'usual gateway', productUrl, address: `127.0.0.1:${service.port}` })
  const ws = await rival({ kind: 'ws in memory', productUrl, pairs })
  const socketIo = await rival({ kind: 'Socket.IO in memory', productUrl, pairs, folder: packages })
  const allOf = (root: number): number[] => familyOf(root).map(({ pid }) => pid)
  const own = (...pids: number[]) => ({ pids: () => pids })
  return [
    { name: names.product, port, dialect: 'kindred', pids: () => allOf(stack.pid) },
    {
      name: names.usual,
      port: usual.port,
      dialect: 'kindred',
      pids: () => [usual.pid, service.pid, ...allOf(postgres)],
    },
    { name: names.ws, port: ws.port, dialect: 'kindred', ...own(ws.pid) },
    { name: names.socketIo, port: socketIo.port, dialect: 'socketIo', ...own(socketIo.pid) },
  ]
}
