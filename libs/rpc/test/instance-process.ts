import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import type { ProfileServiceService } from '@kindred/contracts/profile'
import { toAppError } from '@kindred/kernel'

import type { Client } from '../src/index.js'

const program = fileURLToPath(new URL('program.ts', import.meta.url))
const children: ChildProcess[] = []

/** Starts an instance of a service as a process of its own. */
export async function startInstance(port = 0) {
  const args = ['--import', 'tsx', program, String(port)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [text] = (await once(child.stdout, 'data')) as [Buffer]
  return { port: Number(text.toString()), child }
}

export function killInstances(): void {
  for (const child of children.splice(0)) child.kill('SIGKILL')
}

/** Reads in so many lanes, one after the other, until it is stopped. */
export function readSteadily(profile: Client<typeof ProfileServiceService>, lanes: number) {
  const over = new AbortController()
  const found = { answered: 0, failed: [] as string[] }
  const lane = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await profile.getMyProfile({}, { token: 'alice', deadlineMs: 60_000 }).then(
        () => (found.answered += 1),
        (error: unknown) => found.failed.push(toAppError(error).code),
      )
    }
  }
  const running = Promise.all(Array.from({ length: lanes }, lane))
  return { found, stop: () => (over.abort(), running) }
}
