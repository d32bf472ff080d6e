import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import { afterEach, expect, it } from 'vitest'

import { ProfileServiceService } from '@kindred/contracts/profile'
import { toAppError } from '@kindred/kernel'

import { type Client, createClient } from '../src/index.js'
import { closeAll, openCarried } from './harness.js'

const program = fileURLToPath(new URL('program.ts', import.meta.url))
const children: ChildProcess[] = []
const patience = { timeout: 60_000 }
const alice = { token: 'alice', deadlineMs: 60_000 }
const request = { name: 'A', birthDate: '1990-01-01', gender: 'WOMAN' as const, interests: [], languages: [] }

afterEach(async () => {
  await closeAll()
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

async function startInstance(port = 0) {
  const args = ['--import', 'tsx', program, String(port)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [text] = (await once(child.stdout, 'data')) as [Buffer]
  return { port: Number(text.toString()), child }
}

/** Reads in so many lanes, one after the other, until it is stopped. */
function readSteadily(profile: Client<typeof ProfileServiceService>, lanes: number) {
  const over = new AbortController()
  const found = { answered: 0, failed: [] as string[] }
  const lane = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await profile.getMyProfile({}, alice).then(
        () => (found.answered += 1),
        (error: unknown) => found.failed.push(toAppError(error).code),
      )
    }
  }
  const running = Promise.all(Array.from({ length: lanes }, lane))
  return { found, stop: () => (over.abort(), running) }
}

it('nobody who reads sees one of two instances die under load, and only what was under way there and may not be repeated fails', async () => {
  const [dying, sound] = [await startInstance(), await startInstance()]
  const { transport, carriers } = await openCarried(`127.0.0.1:${dying.port},127.0.0.1:${sound.port}`)
  const profile = createClient(ProfileServiceService, transport)
  const creating = Array.from({ length: 6 }, () => profile.createProfile(request, alice))
  const outcomes: string[] = []
  for (const one of creating)
    one.then(
      () => outcomes.push('OK'),
      (error: unknown) => outcomes.push(toAppError(error).code),
    )
  const reading = readSteadily(profile, 60)
  await expect.poll(() => reading.found.answered, patience).toBeGreaterThan(200)
  dying.child.kill('SIGKILL')
  await once(dying.child, 'exit')
  const before = reading.found.answered
  await expect.poll(() => reading.found.answered, patience).toBeGreaterThan(before + 500)
  // Three of the six were at each instance.
  await expect.poll(() => outcomes, patience).toEqual(Array(3).fill('PROFILE_UNAVAILABLE'))

  await startInstance(dying.port)
  await expect.poll(() => carriers.open, patience).toBe(2)
  await reading.stop()
  expect(reading.found.failed).toEqual([])
}, 180_000)
