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
  refuseNews(refuse)
  refuse('FinishDelivery', 'unknown id', [404, 'DELIVERY_NOT_FOUND'], (of) =>
    as(of, bot(of))('POST', `/v1/bot/deliveries/${nobody()}/result`, { outcome: 'FAILED' }),
  )
}

/** The doors to news: the console's, and that of the bot's chat, where the session holds no role. */
const newsDoors = [
  {
    path: '/v1/admin/broadcasts',
    names: ['CreateBroadcast', 'GetBroadcast', 'StartBroadcast', 'StopBroadcast'],
  },
  { path: '/v1/bot/broadcasts', names: ['PrepareNews', 'GetNews', 'SendNews', 'StopNews'] },
] as const

function refuseNews(refuse: Refuse): void {
  const admin = async (of: RefusalWorld) => as(of, await signInAdmin(of.stack))
  const twoTexts = { texts: ['en', 'ru'].map((language) => ({ language, text: 'News' })) }
  for (const { path, names } of newsDoors) {
    const [create, get, start, stop] = names
    for (const [operation, verb, rest] of [
      [get, 'GET', ''],
      [start, 'POST', '/start'],
      [stop, 'POST', '/stop'],
    ] as const)
      refuse(operation, 'unknown id', [404, 'BROADCAST_NOT_FOUND'], async (of) =>
        (await admin(of))(verb, `${path}/${nobody()}${rest}`, verb === 'POST' ? {} : undefined),
      )
    refuse(create, 'not acceptable', [400, 'TEXTS_INCOMPLETE', '/texts'], async (of) =>
      (await admin(of))('POST', path, { texts: [{ language: 'en', text: 'News' }] }),
    )
    refuse(start, 'wrong state', [409, 'BROADCAST_NOT_READY'], async (of) => {
      const ask = await admin(of)
      const made = JSON.parse((await ask('POST', path, twoTexts)).text) as { broadcast_id: string }
      await ask('POST', `${path}/${made.broadcast_id}/stop`, {})
      return ask('POST', `${path}/${made.broadcast_id}/start`, {})
    })
  }
  for (const [operation, verb, rest, body] of [
    ['PrepareNews', 'POST', '', twoTexts],
    ['ListNews', 'GET', '', undefined],
    ['GetNews', 'GET', `/${nobody()}`, undefined],
    ['SendNews', 'POST', `/${nobody()}/start`, {}],
    ['StopNews', 'POST', `/${nobody()}/stop`, {}],
  ] as const)
    refuse(operation, 'not acceptable', [403, 'NOT_ADMIN'], (of) =>
      as(of, of.moderator)(verb, `/v1/bot/broadcasts${rest}`, body),
    )
}
