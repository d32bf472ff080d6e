import { afterEach, beforeEach, expect } from 'vitest'

import { createFakeServer, type FakeServer } from './fake-server.js'

// A deployment is some hundred processes, each of which waits for its turn on a busy machine.
export const deploymentTimeout = 900_000

/** Why servers cannot be tried here; undefined where they can. */
export const whyNoServer = process.platform === 'linux' ? undefined : 'servers run Linux'

/** A fake server for each test, and what is done with it. */
export function useFakeServer() {
  let server: FakeServer
  beforeEach(() => {
    server = createFakeServer()
  })
  afterEach(() => server.remove())
  const bring = (version: string, ...more: string[]) =>
    server.deploy('me@server', '--version', version, ...more)
  return {
    serverOf: () => server,
    bring,
    /** The version that runs. */
    current: (): string => server.read('deployments/current').trim(),
    /** Brings a version whose bringing is not looked at. */
    async runs(version: string): Promise<void> {
      expect(await bring(version)).toMatchObject({ code: 0 })
      server.calls()
    },
  }
}
