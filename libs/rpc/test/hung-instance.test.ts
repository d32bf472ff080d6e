import { createServer, type Socket } from 'node:net'

import { afterEach, describe, expect, it } from 'vitest'

import { ProfileServiceService } from '@kindred/contracts/profile'

import { createClient, type Handlers, implement } from '../src/index.js'
import { closeAll, openBy, partly, startServer, ways } from './harness.js'
import { killInstances, readSteadily, startInstance } from './instance-process.js'

type ProfileHandlers = Handlers<object, typeof ProfileServiceService>

const patience = { timeout: 60_000 }
const alice = { token: 'alice', deadlineMs: 60_000 }

afterEach(async () => {
  await closeAll()
  killInstances()
})

/** An instance that counts what it is asked. */
async function serveCounting() {
  let asked = 0
  const handlers: Partial<ProfileHandlers> = {
    getMyProfile: async () => ((asked += 1), { profile: undefined }),
  }
  const service = implement(ProfileServiceService, partly<ProfileHandlers>(handlers), {})
  const { address, server } = await startServer([service])
  return { address, server, asked: () => asked }
}

/** Takes connections and never says a word. */
async function listenInSilence() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => void sockets.add(socket.on('error', () => undefined)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const stop = (): void => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return { address: `127.0.0.1:${port}`, stop }
}

describe.each(ways)('calls %s', (way) => {
  it('go round an instance that hangs, those that wait for it too, until it is back', async () => {
    const [hanging, sound] = [await startInstance(), await startInstance()]
    const names = [hanging, sound].map(({ port }) => `127.0.0.1:${port}`)
    const transport = await openBy(way, names.join())
    const conditions = () => transport.instances.map(({ address, condition }) => [address, condition])
    const reading = readSteadily(createClient(ProfileServiceService, transport), 20)
    await expect.poll(conditions, patience).toContainEqual([names[0], 'serving'])
    await expect.poll(() => reading.found.answered, patience).toBeGreaterThan(200)
    hanging.child.kill('SIGSTOP')
    await expect.poll(conditions, patience).toContainEqual([names[0], 'hung'])
    const waiting = () => transport.instances.find(({ address }) => address === names[0])?.inFlight
    await expect.poll(waiting, patience).toBe(0)
    const before = reading.found.answered
    await expect.poll(() => reading.found.answered, patience).toBeGreaterThan(before + 200)
    expect(waiting()).toBe(0)
    hanging.child.kill('SIGCONT')
    await expect.poll(conditions, patience).toContainEqual([names[0], 'serving'])
    await expect.poll(waiting, patience).toBeGreaterThan(0)
    await reading.stop()
    expect(reading.found.failed).toEqual([])
  }, 180_000)

  it('are not made to an instance that says it does not serve, while another one does', async () => {
    const [resting, sound] = [await serveCounting(), await serveCounting()]
    const transport = await openBy(way, `${resting.address},${sound.address}`)
    const profile = createClient(ProfileServiceService, transport)
    resting.server.setServing(false)
    const conditionOf = (address: string) =>
      transport.instances.find((one) => one.address === address)?.condition
    const ask = () => profile.getMyProfile({}, alice)
    await ask()
    await expect.poll(() => conditionOf(resting.address), patience).toBe('not_serving')
    const before = resting.asked()
    await Promise.all(Array.from({ length: 40 }, ask))
    expect(resting.asked()).toBe(before)
    resting.server.setServing(true)
    await expect.poll(() => conditionOf(resting.address), patience).toBe('serving')
    await Promise.all(Array.from({ length: 40 }, ask))
    expect(resting.asked()).toBeGreaterThan(before)
  }, 180_000)

  it('fail at once while the only instance hangs, and are answered when it goes on', async () => {
    const { child, port } = await startInstance()
    const transport = await openBy(way, `127.0.0.1:${port}`)
    const profile = createClient(ProfileServiceService, transport)
    await profile.getMyProfile({}, alice)
    child.kill('SIGSTOP')
    const leave = new AbortController()
    const waits = profile.getMyProfile({}, { ...alice, signal: leave.signal }).catch(() => undefined)
    await expect.poll(() => transport.isCut, patience).toBe(true)
    await expect(profile.getMyProfile({}, alice)).rejects.toMatchObject({
      code: 'PROFILE_UNAVAILABLE',
      retryAfter: 1,
    })
    leave.abort()
    await waits
    child.kill('SIGCONT')
    const again = () =>
      profile.getMyProfile({}, alice).then(
        () => 'answered',
        () => 'refused',
      )
    await expect.poll(again, patience).toBe('answered')
  }, 180_000)
})

it('an address where nobody says a word gets no calls while another one answers', async () => {
  const [silent, sound] = [await listenInSilence(), await serveCounting()]
  const transport = await openBy(ways[0], `${silent.address},${sound.address}`)
  const profile = createClient(ProfileServiceService, transport)
  await Promise.all(Array.from({ length: 40 }, () => profile.getMyProfile({}, alice)))
  expect(sound.asked()).toBe(40)
  silent.stop()
})
