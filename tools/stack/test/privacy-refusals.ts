import { expect } from 'vitest'

import { newId } from '@kindred/kernel'

import { settleCouple } from './couples.js'
import { as } from './refusal-world.js'
import type { Refusal } from './refusals-of-staff.js'

const shy = {
  hide_age: true,
  hide_distance: true,
  incognito: true,
  first_writer: 'ME',
  hide_online: false,
} as const

/** What is refused about the things that people keep from others. */
export const privacyRefusals: readonly Refusal[] = [
  {
    operation: 'GetMyPrivacy',
    kind: 'wrong state',
    expected: [404, 'PROFILE_NOT_FOUND'],
    make: (of) => as(of, of.newcomer)('GET', '/v1/profiles/me/privacy'),
  },
  {
    operation: 'SetMyPrivacy',
    kind: 'wrong state',
    expected: [404, 'PROFILE_NOT_FOUND'],
    make: (of) => as(of, of.newcomer)('PUT', '/v1/profiles/me/privacy', shy),
  },
  {
    operation: 'SendMessage',
    kind: 'wrong state',
    expected: [409, 'PARTNER_WRITES_FIRST'],
    async make(of) {
      const { one, other, conversationId } = await settleCouple(of.stack, { latitude: -31, longitude: 118 })
      await one.client.profile.setMyPrivacy(shy)
      const isHeldBack = async () =>
        (await other.client.chat.listConversations()).conversations[0]?.participant_writes_first
      await expect.poll(isHeldBack, { timeout: 60_000 }).toBe(true)
      const message = { client_message_id: newId(), text: 'Hello!' }
      return as(of, other)('POST', `/v1/chat/conversations/${conversationId}/messages`, message)
    },
  },
]
