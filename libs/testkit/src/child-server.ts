import type { ChildProcess } from 'node:child_process'
import { connect } from 'node:net'

import { pause } from '@kindred/kernel'

/** Resolves once something listens on the port; throws when the child has ended before. */
export async function waitForPort(port: number, child: ChildProcess): Promise<void> {
  let fault: Error | undefined
  child.once('error', (error) => (fault = error))
  while (child.exitCode === null && child.signalCode === null && fault === undefined) {
    const isOpen = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true))
      socket.once('error', () => resolve(false)).once('connect', () => socket.destroy())
    })
    if (isOpen === true) return
    await pause(20)
  }
  throw new Error(`${child.spawnfile} did not start`, { cause: fault })
}
