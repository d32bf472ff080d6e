import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import type { KindredError } from '@kindred/client'
import { newId } from '@kindred/kernel'

import { type Couple, settleCouple } from './couples.js'
import { asModerator } from './moderator.js'
import { signIn, signInAgain } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'

const patience = { timeout: 60_000, interval: 200 }

let stack: TestStack
let couple: Couple
beforeAll(async () => {
  stack = await createTestStack()
  couple = await settleCouple(stack, { latitude: 41.64731, longitude: 2.51037 })
}, 120_000)
afterAll(() => stack.stop())

it('refuses a new account of somebody who was reported and banned after the account was erased', async () => {
  const { one: alice, other: bob, conversationId } = couple
  const threat = {
    conversation_id: conversationId,
    client_message_id: newId(),
    text: 'I know where you live.',
  }
  const { id } = await bob.client.chat.sendMessage(threat)
  const { receipt_id } = await bob.client.auth.deleteAccount()
  const erasure = async () => (await alice.client.auth.getReceipt({ receipt_id })).state
  await expect.poll(erasure, patience).toBe('ERASED')

  await alice.client.safety.reportPerson({
    target_user_id: bob.userId,
    reason: 'HARASSMENT',
    context: { kind: 'MESSAGE', conversation_id: conversationId, message_ids: [id] },
  })
  const { safety } = (await asModerator(stack, await signIn(stack, 'Mia'))).client
  const claimed = await vi.waitFor(() => safety.claimNextCase({ kind: 'REPORTS' }), patience)
  const { case: found, lease_id } = claimed
  expect(found?.subject_id).toBe(bob.userId)
  const case_id = found?.case_id ?? ''
  await safety.decideCase({ case_id, lease_id, measure: 'BAN', rule: 'HARASSMENT', note: 'A threat.' })
  const comesBack = () =>
    signInAgain(stack, bob.telegramId, 'Bob').then(
      () => 'OK',
      (error: KindredError) => error.code,
    )
  await expect.poll(comesBack, patience).toBe('ACCOUNT_BANNED')
}, 180_000)
