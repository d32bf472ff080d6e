import type { TestProject } from 'vitest/node'

import { chromiumPath } from './phone.js'
import { adminTelegramId, startStack, type TestStack } from './stack.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** The system that the browser tests run against. */
    stack: Omit<TestStack, 'stop'>
    /** The Telegram id of the first admin. */
    adminTelegramId: number
  }
}

/** Starts one Kindred for all browser tests, which builds the Mini App when it is not the newest; STACK_URL, STACK_SIMULATOR_URL, STACK_BOT_TOKEN and STACK_DATA_DIR name a running one instead, one whose newcomers have not come yet. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  project.provide('adminTelegramId', adminTelegramId)
  if (chromiumPath === undefined && process.env['CI'] !== undefined)
    throw new Error('There is no Chromium to test in.')
  const { STACK_URL: url, STACK_BOT_TOKEN: botToken, STACK_DATA_DIR: dataDir = 'none' } = process.env
  if (url !== undefined && botToken !== undefined) {
    const { STACK_SIMULATOR_URL: simulatorUrl = 'http://127.0.0.1:8090' } = process.env
    project.provide('stack', { url, simulatorUrl, botToken, dataDir })
    return undefined
  }
  const { stop, ...stack } = await startStack()
  project.provide('stack', stack)
  return stop
}
