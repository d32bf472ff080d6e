import { signInAdmin } from './moderator.js'
import type { Person } from './people.js'
import { as, bot, nobody, type RefusalWorld } from './refusal-world.js'
import type { Refuse } from './refusals-of-staff.js'

/** What is refused about what people are told. */
export function refuseOfNotification(refuse: Refuse): void {
  for (const [code, pointer, body] of [
    ['TIME_ZONE_UNKNOWN', '/time_zone', { time_zone: 'Middle/Earth' }],
    ['KIND_ALWAYS_ON', '/kinds', { kinds: [{ kind: 'SAFETY', on: false }] }],
  ] as const)
    refuse('UpdateSettings', 'not acceptable', [400, code, pointer], (of) =>
      as(of, of.alice)('PATCH', '/v1/notifications/settings', body),
    )
  const mute = (of: RefusalWorld, who: Person, id: string) =>
    as(of, who)('PUT', `/v1/notifications/conversations/${id}/mute`, { muted: true })
  const shown = (of: RefusalWorld, who: Person, id: string) =>
    as(of, who)('GET', `/v1/bot/conversations/${id}/shown`)
  for (const [operation, ask] of [
    ['SetMuted', mute],
    ['GetShown', shown],
  ] as const) {
    refuse(operation, 'unknown id', [404, 'CONVERSATION_NOT_FOUND'], (of) => ask(of, of.alice, nobody()))
    refuse(operation, "someone else's id", [404, 'CONVERSATION_NOT_FOUND'], (of) =>
      ask(of, of.carol, of.conversationId),
    )
  }
  const put = (of: RefusalWorld, key: string, version: number) =>
    as(of, of.alice)('PUT', `/v1/bot/state/${key}`, { value: '1', version })
  refuse('PutBotState', 'wrong state', [409, 'STATE_CHANGED'], (of) => put(of, 'browse', 7))
  refuse('PutBotState', 'wrong state', [409, 'STATE_FULL'], async (of) => {
    for (let at = 0; at < 32; at += 1) await put(of, `k${'a'.repeat(at)}`, 0)
    return put(of, 'more', 0)
  })
  refuse('FindBotMessage', 'unknown id', [404, 'BOT_MESSAGE_NOT_FOUND'], (of) =>
    as(of, of.alice)('GET', '/v1/bot/messages/4711'),
  )
  refuse('FindBotMessage', "someone else's id", [404, 'BOT_MESSAGE_NOT_FOUND'], async (of) => {
    const about = { conversation_id: of.conversationId }
    await as(of, of.alice)('PUT', '/v1/bot/messages/4712', about)
    return as(of, of.bob)('GET', '/v1/bot/messages/4712')
  })
  const admin = async (of: RefusalWorld) => as(of, await signInAdmin(of.stack))
  for (const [operation, verb, rest] of [
    ['GetBroadcast', 'GET', ''],
    ['StartBroadcast', 'POST', '/start'],
    ['StopBroadcast', 'POST', '/stop'],
  ] as const)
    refuse(operation, 'unknown id', [404, 'BROADCAST_NOT_FOUND'], async (of) =>
      (await admin(of))(verb, `/v1/admin/broadcasts/${nobody()}${rest}`, verb === 'POST' ? {} : undefined),
    )
  refuse('CreateBroadcast', 'not acceptable', [400, 'TEXTS_INCOMPLETE', '/texts'], async (of) =>
    (await admin(of))('POST', '/v1/admin/broadcasts', { texts: [{ language: 'en', text: 'News' }] }),
  )
  refuse('StartBroadcast', 'wrong state', [409, 'BROADCAST_NOT_READY'], async (of) => {
    const ask = await admin(of)
    const texts = ['en', 'ru'].map((language) => ({ language, text: 'News' }))
    const made = JSON.parse((await ask('POST', '/v1/admin/broadcasts', { texts })).text) as {
      broadcast_id: string
    }
    const path = `/v1/admin/broadcasts/${made.broadcast_id}`
    await ask('POST', `${path}/stop`, {})
    return ask('POST', `${path}/start`, {})
  })
  refuse('FinishDelivery', 'unknown id', [404, 'DELIVERY_NOT_FOUND'], (of) =>
    as(of, bot(of))('POST', `/v1/bot/deliveries/${nobody()}/result`, { outcome: 'FAILED' }),
  )
}
