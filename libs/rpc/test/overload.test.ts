import { afterEach, expect, it } from 'vitest'

import { ProfileServiceService } from '@kindred/contracts/profile'

import { type Handlers, implement } from '../src/index.js'
import { closeAll, connectBy, partly, startServer, ways } from './harness.js'

afterEach(closeAll)

/** Three quarters of the places that a server begins with. */
const room = 900
const patient = { token: 'alice', deadlineMs: 60_000 }

it.each(ways)(
  'a server refuses at once what comes on top of too many calls of one RPC, %s, and answers the others',
  async (way) => {
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    let calls = 0
    const handlers: Partial<Handlers<object, typeof ProfileServiceService>> = {
      getMyProfile: async () => {
        calls += 1
        await released
        return { profile: undefined }
      },
      getCatalogue: async () => ({ interests: [], goals: [], languages: [] }),
    }
    const served = implement(ProfileServiceService, partly<typeof handlers>(handlers) as never, {})
    const { address } = await startServer([served], { maxWaitMs: 150 })
    const client = await connectBy(way, ProfileServiceService, address)
    const held = Array.from({ length: room }, () => client.getMyProfile({}, patient))
    await expect.poll(() => calls).toBe(room)
    await expect(client.getMyProfile({}, patient)).rejects.toMatchObject({
      code: 'OVERLOADED',
      retryAfter: 1,
    })
    await expect(client.getCatalogue({}, patient)).resolves.toBeDefined()
    release()
    await Promise.all(held)
    expect(calls).toBe(room)
  },
)
