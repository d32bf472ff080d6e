import { afterEach, expect, it } from 'vitest'

import { ProfileServiceService } from '@kindred/contracts/profile'

import { type Handlers, implement } from '../src/index.js'
import { closeAll, connectBy, partly, startServer, ways } from './harness.js'

afterEach(closeAll)

const alice = { token: 'alice' }
const hurried = { ...alice, deadlineMs: 600 }
const catalogue = { interests: [], goals: [], languages: [] }

/** A service whose reads hang until it wakes. */
async function serveHanging() {
  let wake = (): void => undefined
  const woken = new Promise<void>((resolve) => (wake = resolve))
  let calls = 0
  const handlers: Partial<Handlers<object, typeof ProfileServiceService>> = {
    getMyProfile: async () => {
      calls += 1
      await woken
      return { profile: undefined }
    },
    getCatalogue: async () => catalogue,
  }
  const served = implement(ProfileServiceService, partly<typeof handlers>(handlers) as never, {})
  const { address } = await startServer([served])
  return { address, wake: () => wake(), calls: () => calls }
}

it.each(ways)(
  'callers of a service that hangs are refused without a call, %s, until it answers again',
  async (way) => {
    const { address, wake, calls } = await serveHanging()
    const client = await connectBy(way, ProfileServiceService, address)
    const ask = () => client.getMyProfile({}, hurried)
    const waits = await Promise.allSettled(Array.from({ length: 10 }, ask))
    expect(waits.map(({ status }) => status)).toEqual(Array(10).fill('rejected'))
    await expect(ask()).rejects.toMatchObject({ code: 'PROFILE_UNAVAILABLE', retryAfter: 1 })
    expect(calls()).toBe(10)
    wake()
    const again = () =>
      client.getMyProfile({}, alice).then(
        () => 'answered',
        () => 'refused',
      )
    await expect.poll(again, { interval: 20 }).toBe('answered')
    await expect(client.getCatalogue({}, alice)).resolves.toEqual(catalogue)
  },
)
