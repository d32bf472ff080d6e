import { afterEach, beforeEach } from 'vitest'

import { type Command, freePortBase, runCommand, tempFolder } from './command.js'

import './built-pages.js'

/** Two other files of tests are at work beside a whole Kindred that starts. */
export const patience = { timeout: 180_000 }

/** What a test starts: on a folder and a block of ports of its own, ended with it. */
export function openStarts() {
  let folder = tempFolder()
  let base = 0
  let running: Command[] = []

  beforeEach(async () => {
    folder = tempFolder()
    base = await freePortBase()
  })

  afterEach(() => {
    for (const { process: child } of running) if (child.exitCode === null) child.kill('SIGKILL')
    running = []
    folder.remove()
  })

  const keep = (command: Command): Command => {
    running.push(command)
    return command
  }

  return {
    folder: () => folder.path,
    base: () => base,
    keep,
    start(environment: NodeJS.ProcessEnv = {}, ...args: string[]): Command {
      const usual = { KINDRED_DEMO: 'off', RPC_DEADLINE_SCALE: '10' }
      const settings = { DATA_DIR: folder.path, PORT_BASE: String(base), ...usual, ...environment }
      return keep(runCommand('start.mjs', args, settings))
    },
  }
}
