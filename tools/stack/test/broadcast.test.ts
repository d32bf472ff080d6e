import { afterAll, beforeAll, expect, it } from 'vitest'

import { settleCouple } from './couples.js'
import { signInAdmin } from './moderator.js'
import { createTestStack, type TestStack } from './test-stack.js'

let stack: TestStack
beforeAll(async () => void (stack = await createTestStack()))
afterAll(() => stack?.stop())

const patience = { interval: 100 }

it('an admin’s news are counted by language, sent, stopped, and each step stands in the audit', async () => {
  await settleCouple(stack, { latitude: 56.95, longitude: 24.1 })
  const { client } = await signInAdmin(stack)
  const texts = ['en', 'ru'].map((language) => ({ language, text: `News in ${language}` }))
  const stateOf = async (id: string) => {
    const { state, people } = await client.notification.getBroadcast({ broadcast_id: id })
    return `${state} ${people}`
  }
  // Everybody of a test stack has an English Telegram.
  const english = await client.notification.createBroadcast({ texts, language: 'en', active_within_days: 30 })
  const russian = await client.notification.createBroadcast({ texts, language: 'ru' })
  await expect.poll(() => stateOf(english.broadcast_id), patience).toBe('READY 2')
  await expect.poll(() => stateOf(russian.broadcast_id), patience).toBe('READY 0')
  await client.notification.startBroadcast({ broadcast_id: english.broadcast_id })
  await expect.poll(() => stateOf(english.broadcast_id), patience).toBe('QUEUED 2')
  expect(await client.notification.stopBroadcast({ broadcast_id: english.broadcast_id })).toMatchObject({
    state: 'STOPPED',
    queued: 2,
    waiting: 0,
  })
  const told = async () => {
    const { records } = await client.safety.listAudit({ page_size: 20 })
    return records.map(({ action }) => action).filter((action) => action.startsWith('broadcast.'))
  }
  await expect
    .poll(told, patience)
    .toEqual(['broadcast.stopped', 'broadcast.started', 'broadcast.created', 'broadcast.created'])
})
