import type { Target } from './people.js'
import { createTestStack } from './test-stack.js'

/** The deployed system that STACK_URL and STACK_BOT_TOKEN name, or one that is made for the test. */
export async function openTarget(): Promise<Target & { close(): Promise<void> }> {
  const { STACK_URL: url, STACK_BOT_TOKEN: botToken } = process.env
  if (url !== undefined && botToken !== undefined) return { url, botToken, close: async () => {} }
  const stack = await createTestStack()
  return { url: stack.url, botToken: stack.botToken, close: () => stack.stop() }
}
