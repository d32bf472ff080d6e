import { type TestProject } from 'vitest/node'

import { chromiumPath } from './phone.js'
import { startStack, type TestStack } from './stack.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** The system that the browser tests run against. */
    stack: Omit<TestStack, 'stop'>
  }
}

/** Starts one Kindred for all browser tests, which builds the Mini App when it is not the newest; STACK_URL, STACK_BOT_TOKEN and STACK_DATA_DIR name a running one instead. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (chromiumPath === undefined && process.env['CI'] !== undefined) throw new Error('There is no Chromium to test in.')
  const { STACK_URL: url, STACK_BOT_TOKEN: botToken, STACK_DATA_DIR: dataDir = 'none' } = process.env
  if (url !== undefined && botToken !== undefined) {
    project.provide('stack', { url, botToken, dataDir })
    return undefined
  }
  const { stop, ...stack } = await startStack()
  project.provide('stack', stack)
  return stop
}
