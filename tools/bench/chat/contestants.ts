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
  /** The process above all of its own, if its parts are told apart. */
  readonly root?: number
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

/** Gives the people of the running product their conversations. */
export async function enterProduct({ stack, port, pairs }: Entering): Promise<Contestant> {
  await openConversations(chatDatabaseOf(stack), pairs)
  return { name: names.product, port, dialect: 'kindred', pids: () => allOf(stack.pid), root: stack.pid }
}

/** Starts all rivals, each in processes of its own. */
export async function enterRivals({ stack, pairs, script, children, say }: Entering): Promise<Contestant[]> {
  const productUrl = stack.url
  const postgres = processOf(stack, '/bin/postgres')
  const databaseUrl = await openUsualDatabase(chatDatabaseOf(stack), pairs)
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
  const own = (...pids: number[]) => ({ pids: () => pids })
  return [
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

const allOf = (root: number): number[] => familyOf(root).map(({ pid }) => pid)
