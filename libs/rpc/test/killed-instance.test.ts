import { once } from 'node:events'

import { afterEach, expect, it } from 'vitest'

import { ProfileServiceService } from '@kindred/contracts/profile'
import { toAppError } from '@kindred/kernel'

import { createClient } from '../src/index.js'
import { closeAll, openCarried } from './harness.js'
import { killInstances, readSteadily, startInstance } from './instance-process.js'

const patience = { timeout: 60_000 }
const alice = { token: 'alice', deadlineMs: 60_000 }
const request = { name: 'A', birthDate: '1990-01-01', gender: 'WOMAN' as const, interests: [], languages: [] }

afterEach(async () => {
  await closeAll()
  killInstances()
})

it('nobody who reads sees one of two instances die under load, and only what was under way there and may not be repeated fails', async () => {
  const [dying, sound] = [await startInstance(), await startInstance()]
  const transport = await openCarried(`127.0.0.1:${dying.port},127.0.0.1:${sound.port}`)
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
  await expect.poll(() => transport.carrying, patience).toBe(2)
  await reading.stop()
  expect(reading.found.failed).toEqual([])
}, 180_000)
