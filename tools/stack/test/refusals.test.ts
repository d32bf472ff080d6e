import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'
import { telegramInitData } from '@kindred/testkit'

import { accountRefusals } from './account-refusals.js'
import type { Answer } from './ask.js'
import { match, sees } from './couples.js'
import { refuseOfNotification } from './notification-refusals.js'
import { type Operation, readOperations } from './operations.js'
import { type Person, settle } from './people.js'
import { privacyRefusals } from './privacy-refusals.js'
import { as, createRefusalWorld, form, hugePng, nobody, type RefusalWorld } from './refusal-world.js'
import { elsewhere, ofNobody, takesAnyId } from './refusals-elsewhere.js'
import { type Refusal, type Refuse, refuseForStaff } from './refusals-of-staff.js'
import { refuseVideoNotes } from './refusals-of-video-notes.js'

const refusals: Refusal[] = [...accountRefusals, ...privacyRefusals]
const refuse: Refuse = (operation, kind, expected, make) =>
  void refusals.push({ operation, kind, expected, make })
refuseForStaff(refuse)
refuseOfNotification(refuse)
refuseVideoNotes(refuse)

let world: RefusalWorld
let operations: Operation[]
beforeAll(async () => {
  world = await createRefusalWorld()
  operations = await readOperations(world.stack.url)
})
afterAll(() => world.stack.stop())

const signIn = (of: RefusalWorld, init_data: string): Promise<Answer> =>
  as(of)('POST', '/v1/auth/telegram', { init_data })
const refresh = (of: RefusalWorld, refresh_token: string): Promise<Answer> =>
  as(of)('POST', '/v1/auth/refresh', { refresh_token })
const tokensOf = ({ text }: Answer) => JSON.parse(text) as { access_token: string; refresh_token: string }
const launch = ({ stack }: RefusalWorld, options: { botToken?: string; authDate?: Date } = {}): string =>
  telegramInitData({ id: 4_242_424_243, firstName: 'Dora', botToken: stack.botToken, ...options })

refuse('SignInWithTelegram', 'not acceptable', [401, 'INIT_DATA_INVALID'], (of) =>
  signIn(of, launch(of, { botToken: '42:OTHER' })),
)
refuse('SignInWithTelegram', 'not acceptable', [401, 'INIT_DATA_EXPIRED'], (of) =>
  signIn(of, launch(of, { authDate: new Date(Date.now() - 25 * 3_600_000) })),
)
refuse('SignInWithTelegram', 'wrong state', [401, 'SESSION_REVOKED'], async (of) => {
  const initData = launch(of)
  const { access_token } = tokensOf(await signIn(of, initData))
  await as(of, { ...of.carol, token: () => access_token })('POST', '/v1/auth/logout')
  return signIn(of, initData)
})
refuse('RefreshSession', 'unknown id', [401, 'REFRESH_TOKEN_INVALID'], (of) => refresh(of, 'A'.repeat(43)))
refuse('RefreshSession', 'wrong state', [401, 'SESSION_REVOKED'], async (of) => {
  const { access_token, refresh_token } = tokensOf(await signIn(of, launch(of)))
  await as(of, { ...of.carol, token: () => access_token })('POST', '/v1/auth/logout')
  return refresh(of, refresh_token)
})
refuse('RevokeSession', 'unknown id', [404, 'SESSION_NOT_FOUND'], (of) =>
  as(of, of.alice)('DELETE', `/v1/auth/sessions/${nobody()}`),
)
refuse('RevokeSession', "someone else's id", [404, 'SESSION_NOT_FOUND'], (of) =>
  as(of, of.bob)('DELETE', `/v1/auth/sessions/${of.sessionId}`),
)

const message = () => ({ client_message_id: newId(), text: 'Hello!' })
const conversation = (id: string, rest: string): string => `/v1/chat/conversations/${id}/${rest}`
const chatCalls: readonly [string, string, string, () => object | undefined][] = [
  ['ListMessages', 'GET', 'messages', () => undefined],
  ['SendMessage', 'POST', 'messages', message],
  ['MarkRead', 'PUT', 'read', () => ({ up_to_seq: 1 })],
  ['GetContact', 'GET', 'contact', () => undefined],
  ['ShareContact', 'PUT', 'contact', () => ({ offered: true })],
]
for (const [operation, verb, rest, body] of chatCalls) {
  refuse(operation, 'unknown id', [404, 'CONVERSATION_NOT_FOUND'], (of) =>
    as(of, of.alice)(verb, conversation(nobody(), rest), body()),
  )
  refuse(operation, "someone else's id", [404, 'CONVERSATION_NOT_FOUND'], (of) =>
    as(of, of.carol)(verb, conversation(of.conversationId, rest), body()),
  )
}
refuse('ShareContact', 'wrong state', [409, 'CONTACT_IS_SHARED'], async (of) => {
  const contact = conversation(of.conversationId, 'contact')
  await as(of, of.alice)('PUT', contact, { offered: true })
  await as(of, of.bob)('PUT', contact, { offered: true })
  return as(of, of.alice)('PUT', contact, { offered: false })
})
refuse('SendMessage', 'not acceptable', [409, 'CLIENT_MESSAGE_ID_REUSED'], async (of) => {
  const first = message()
  await as(of, of.alice)('POST', conversation(of.conversationId, 'messages'), first)
  return as(of, of.alice)('POST', conversation(of.conversationId, 'messages'), { ...first, text: 'Other' })
})
refuse('SendMessage', 'not acceptable', [422, 'IDEMPOTENCY_KEY_REUSED'], async (of) => {
  const key = { 'idempotency-key': newId() }
  await as(of, of.alice)('POST', conversation(of.conversationId, 'messages'), message(), key)
  return as(of, of.alice)('POST', conversation(of.conversationId, 'messages'), message(), key)
})
refuse('SendMessage', 'wrong state', [429, 'FIRST_MESSAGES_USED_UP'], async (of) => {
  const gina = await settle(of.stack, {
    name: 'Gina',
    gender: 'WOMAN',
    wants: 'MAN',
    latitude: 12,
    longitude: 34,
  })
  const begin = async (name: string): Promise<Answer> => {
    const man = await settle(of.stack, { name, gender: 'MAN', wants: 'WOMAN', latitude: 12, longitude: 34 })
    await Promise.all([sees(gina, man), sees(man, gina)])
    const id = await match(gina, man)
    return as(of, gina)('POST', conversation(id, 'messages'), message())
  }
  for (const name of ['Hal', 'Ian']) expect((await begin(name)).status).toBe(201)
  return begin('Jon')
})

for (const [operation, path] of [
  ['Like', '/v1/discovery/like'],
  ['Pass', '/v1/discovery/pass'],
  ['Block', '/v1/discovery/blocks'],
] as const) {
  refuse(operation, 'unknown id', [404, 'TARGET_NOT_FOUND'], (of) =>
    as(of, of.alice)('POST', path, { target_user_id: nobody() }),
  )
  refuse(operation, 'not acceptable', [400, 'TARGET_IS_SELF', '/target_user_id'], (of) =>
    as(of, of.alice)('POST', path, { target_user_id: of.alice.userId }),
  )
  if (operation !== 'Block')
    refuse(operation, 'wrong state', [409, 'VIEWER_NOT_READY'], (of) =>
      as(of, of.newcomer)('POST', path, { target_user_id: of.alice.userId }),
    )
}
refuse('Like', 'wrong state', [429, 'SUPERLIKES_USED_UP'], async (of) => {
  const place = { latitude: 56.95, longitude: 24.1 }
  const men = await Promise.all(
    [1, 2, 3, 4, 5, 6].map((n) =>
      settle(of.stack, { name: `Man ${n}`, gender: 'MAN', wants: 'WOMAN', ...place }),
    ),
  )
  const superlike = (target: string): Promise<Answer> =>
    as(of, of.carol)('POST', '/v1/discovery/like', { target_user_id: target, kind: 'SUPERLIKE' })
  for (const man of men.slice(0, 5))
    await expect.poll(async () => (await superlike(man.userId)).status, { timeout: 60_000 }).toBe(200)
  let last: Answer | undefined
  await expect
    .poll(async () => (last = await superlike(men[5]!.userId)).code, { timeout: 60_000 })
    .not.toBe('TARGET_NOT_FOUND')
  return last!
})
// Carol has the six swipes of this world behind her with the five superlikes and one more.
for (const [operation, path] of [
  ['Like', '/v1/discovery/like'],
  ['Pass', '/v1/discovery/pass'],
] as const)
  refuse(operation, 'wrong state', [429, 'SWIPES_USED_UP'], async (of) => {
    const swipe = (target: string): Promise<Answer> =>
      as(of, of.carol)('POST', path, { target_user_id: target })
    await swipe(of.bob.userId)
    const man = await settle(of.stack, {
      name: 'Frank',
      gender: 'MAN',
      wants: 'WOMAN',
      latitude: 56.95,
      longitude: 24.1,
    })
    let last: Answer | undefined
    await expect
      .poll(async () => (last = await swipe(man.userId)).code, { timeout: 60_000 })
      .not.toBe('TARGET_NOT_FOUND')
    return last!
  })
refuse('Pass', 'wrong state', [409, 'ALREADY_MATCHED'], (of) =>
  as(of, of.alice)('POST', '/v1/discovery/pass', { target_user_id: of.bob.userId }),
)
refuse('Undo', 'wrong state', [409, 'NOTHING_TO_UNDO'], (of) =>
  as(of, of.bob)('POST', '/v1/discovery/undo', {}),
)
for (const [operation, verb, path] of [
  ['ListCandidates', 'GET', '/v1/discovery/candidates'],
  ['GetPool', 'GET', '/v1/discovery/pool'],
  ['ListLikes', 'GET', '/v1/discovery/likes'],
  ['Undo', 'POST', '/v1/discovery/undo'],
] as const)
  refuse(operation, 'wrong state', [409, 'VIEWER_NOT_READY'], (of) => as(of, of.newcomer)(verb, path))
refuse('ListTowns', 'not acceptable', [400, 'TOWN_QUESTION_EMPTY', '/query'], (of) =>
  as(of, of.alice)('GET', '/v1/profiles/towns?latitude=56.95'),
)
const giants = 'filters.min_height_cm=181&filters.max_height_cm=180'
for (const [operation, path, code, pointer] of [
  ['ListCandidates', `candidates?${giants}`, 'HEIGHT_RANGE_INVALID', '/filters/min_height_cm'],
  ['GetPool', `pool?${giants}`, 'HEIGHT_RANGE_INVALID', '/filters/min_height_cm'],
  ['GetPool', 'pool?min_age=40&max_age=30', 'AGE_RANGE_INVALID', '/max_age'],
] as const)
  refuse(operation, 'not acceptable', [400, code, pointer], (of) =>
    as(of, of.alice)('GET', `/v1/discovery/${path}`),
  )
refuse('Like', 'not acceptable', [400, 'MESSAGE_INVALID', '/message'], (of) =>
  as(of, of.carol)('POST', '/v1/discovery/like', {
    target_user_id: of.bob.userId,
    message: 'zero \u0000 byte',
  }),
)
refuse('Unmatch', 'unknown id', [404, 'MATCH_NOT_FOUND'], (of) =>
  as(of, of.alice)('DELETE', `/v1/discovery/matches/${nobody()}`),
)
refuse('Unmatch', "someone else's id", [404, 'MATCH_NOT_FOUND'], (of) =>
  as(of, of.carol)('DELETE', `/v1/discovery/matches/${of.conversationId}`),
)

refuse('DeleteMedia', 'unknown id', [404, 'MEDIA_NOT_FOUND'], (of) =>
  as(of, of.alice)('DELETE', `/v1/media/${nobody()}`),
)
refuse('DeleteMedia', "someone else's id", [404, 'MEDIA_NOT_FOUND'], (of) =>
  as(of, of.bob)('DELETE', `/v1/media/${of.photoId}`),
)
const upload = (of: RefusalWorld, body: FormData): Promise<Answer> =>
  as(of, of.bob)('POST', '/v1/media', body)
const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const appeal = (of: RefusalWorld, person: Person, id: string): Promise<Answer> =>
  as(of, person)('POST', `/v1/media/${id}/appeal`)
refuse('AppealPhoto', 'unknown id', [404, 'MEDIA_NOT_FOUND'], (of) => appeal(of, of.alice, nobody()))
refuse('AppealPhoto', "someone else's id", [404, 'MEDIA_NOT_FOUND'], (of) =>
  appeal(of, of.bob, of.rejectedPhotoId),
)
refuse('AppealPhoto', 'wrong state', [409, 'MEDIA_NOT_REJECTED'], (of) => appeal(of, of.alice, of.photoId))
refuse('AppealPhoto', 'wrong state', [409, 'MEDIA_APPEALED'], async (of) => {
  await appeal(of, of.alice, of.rejectedPhotoId)
  return appeal(of, of.alice, of.rejectedPhotoId)
})
refuse('UploadPhoto', 'not acceptable', [415, 'MEDIA_UNSUPPORTED'], (of) => upload(of, form('GIF89a, or so')))
refuse('UploadPhoto', 'not acceptable', [400, 'MEDIA_UNREADABLE'], async (of) =>
  upload(of, form((await hugePng(900, 900)).subarray(0, 60))),
)
refuse('UploadPhoto', 'not acceptable', [400, 'MEDIA_TOO_SMALL'], (of) => upload(of, form(onePixel)))
refuse('UploadPhoto', 'not acceptable', [400, 'MEDIA_TOO_MANY_PIXELS'], async (of) =>
  upload(of, form(await hugePng(9_000, 9_000))),
)
refuse('UploadPhoto', 'not acceptable', [400, 'MEDIA_FILE_MISSING', '/file'], (of) =>
  upload(of, form('x', 'photo')),
)

const profile = { name: 'Newcomer', birth_date: '1996-04-12', gender: 'WOMAN' }
const create = (of: RefusalWorld, change: object): Promise<Answer> =>
  as(of, of.newcomer)('POST', '/v1/profiles', { ...profile, ...change })
const update = (of: RefusalWorld, change: object): Promise<Answer> =>
  as(of, of.alice)('PATCH', '/v1/profiles/me', change)
for (const [operation, write] of [
  ['CreateProfile', create],
  ['UpdateMyProfile', update],
] as const) {
  const wrong = (code: string, pointer: string, change: object): void =>
    refuse(operation, 'not acceptable', [400, code, pointer], (of) => write(of, change))
  wrong('PROFILE_UNDERAGE', '/birth_date', { birth_date: new Date().toISOString().slice(0, 10) })
  wrong('BIRTH_DATE_INVALID', '/birth_date', { birth_date: '1850-01-01' })
  wrong('NAME_INVALID', '/name', { name: '\u{1f680}\u{1f680}' })
  wrong('NAME_POSES_AS_STAFF', '/name', { name: 'Kindred Support' })
  wrong('NAME_HAS_CONTACT', '/name', { name: 't.me/newcomer' })
  wrong('TEXT_INVALID', '/bio', { bio: 'zero \u0000 byte' })
  wrong('INTEREST_UNKNOWN', '/interests/0', { interests: ['world domination'] })
  wrong('LANGUAGE_UNKNOWN', '/languages/1', { languages: ['en', 'xx'] })
}
refuse('CreateProfile', 'wrong state', [409, 'PROFILE_EXISTS'], (of) =>
  as(of, of.alice)('POST', '/v1/profiles', profile),
)
for (const field of ['name', 'paused'])
  refuse('UpdateMyProfile', 'not acceptable', [400, 'FIELD_REQUIRED', `/${field}`], (of) =>
    update(of, { [field]: null }),
  )
for (const [operation, verb, path, body] of [
  ['GetMyProfile', 'GET', '/v1/profiles/me', undefined],
  ['UpdateMyProfile', 'PATCH', '/v1/profiles/me', { bio: 'Hi' }],
  ['SetMyLocation', 'PUT', '/v1/profiles/me/location', { latitude: 1, longitude: 1 }],
  ['GetMyPreferences', 'GET', '/v1/profiles/me/preferences', undefined],
  [
    'SetMyPreferences',
    'PUT',
    '/v1/profiles/me/preferences',
    { wanted_genders: ['MAN'], min_age: 18, max_age: 99 },
  ],
  ['SetMyPhotos', 'PUT', '/v1/profiles/me/photos', { photo_ids: [] }],
] as const)
  refuse(operation, 'wrong state', [404, 'PROFILE_NOT_FOUND'], (of) => as(of, of.newcomer)(verb, path, body))
refuse('GetMyPreferences', 'wrong state', [404, 'PREFERENCES_NOT_SET'], async (of) => {
  const { access_token } = tokensOf(await signIn(of, launch(of)))
  const dora = as(of, { ...of.newcomer, token: () => access_token })
  await dora('POST', '/v1/profiles', { ...profile, name: 'Dora' })
  return dora('GET', '/v1/profiles/me/preferences')
})
refuse('GetProfile', 'unknown id', [404, 'PROFILE_NOT_FOUND'], (of) =>
  as(of, of.alice)('GET', `/v1/profiles/${nobody()}`),
)
refuse('SetMyPreferences', 'not acceptable', [400, 'AGE_RANGE_INVALID', '/max_age'], (of) =>
  as(of, of.alice)('PUT', '/v1/profiles/me/preferences', {
    wanted_genders: ['MAN'],
    min_age: 40,
    max_age: 30,
  }),
)
for (const [code, pointer, filters] of [
  ['HEIGHT_RANGE_INVALID', '/filters/min_height_cm', { min_height_cm: 181, max_height_cm: 180 }],
  ['INTEREST_UNKNOWN', '/filters/interests/1', { interests: ['reading', 'world domination'] }],
  ['LANGUAGE_UNKNOWN', '/filters/languages/0', { languages: ['xx'] }],
] as const)
  refuse('SetMyPreferences', 'not acceptable', [400, code, pointer], (of) =>
    as(of, of.alice)('PUT', '/v1/profiles/me/preferences', {
      wanted_genders: ['MAN'],
      min_age: 18,
      max_age: 99,
      filters,
    }),
  )
const verify = (of: RefusalWorld, who: Person, userId: string): Promise<Answer> =>
  as(of, who)('PUT', `/v1/profiles/${userId}/verification`, { verified: true, reason: 'Seen.' })
refuse('ListVerifications', 'unknown id', [404, 'PROFILE_NOT_FOUND'], (of) =>
  as(of, of.moderator)('GET', `/v1/profiles/${nobody()}/verification`),
)
refuse('ListVerifications', "someone else's id", [403, 'FORBIDDEN'], (of) =>
  as(of, of.alice)('GET', `/v1/profiles/${of.bob.userId}/verification`),
)
refuse('SetVerified', 'unknown id', [404, 'PROFILE_NOT_FOUND'], (of) => verify(of, of.moderator, nobody()))
refuse('SetVerified', "someone else's id", [403, 'FORBIDDEN'], (of) => verify(of, of.alice, of.bob.userId))
refuse('SetVerified', 'not acceptable', [403, 'OWN_VERIFICATION'], (of) =>
  verify(of, of.moderator, of.moderator.userId),
)
const usePhoto = (of: RefusalWorld, id: string): Promise<Answer> =>
  as(of, of.bob)('PUT', '/v1/profiles/me/photos', { photo_ids: [id] })
refuse('SetMyPhotos', 'unknown id', [400, 'PHOTO_NOT_USABLE', '/photo_ids/0'], (of) => usePhoto(of, nobody()))
refuse('SetMyPhotos', "someone else's id", [400, 'PHOTO_NOT_USABLE', '/photo_ids/0'], (of) =>
  usePhoto(of, of.photoId),
)
refuse('SetMyLocation', 'wrong state', [429, 'LOCATION_CHANGED_TOO_OFTEN'], async (of) => {
  const move = (latitude: number): Promise<Answer> =>
    as(of, of.bob)('PUT', '/v1/profiles/me/location', { latitude, longitude: 10 })
  for (const latitude of [10, 20, 30, 40, 50, 60]) await move(latitude)
  return move(70)
})
refuse('RefreshSession', 'wrong state', [401, 'REFRESH_TOKEN_REUSED'], async (of) => {
  const { refresh_token } = tokensOf(await signIn(of, launch(of)))
  const next = tokensOf(await refresh(of, refresh_token))
  await refresh(of, next.refresh_token)
  return refresh(of, refresh_token)
})

const report = (of: RefusalWorld, target_user_id: string, context: object = { kind: 'PROFILE' }) =>
  as(of, of.alice)('POST', '/v1/safety/reports', { target_user_id, reason: 'SPAM_OR_SCAM', context })
refuse('ReportPerson', 'unknown id', [404, 'TARGET_NOT_FOUND'], (of) => report(of, nobody()))
refuse('ReportPerson', "someone else's id", [404, 'TARGET_NOT_FOUND'], (of) =>
  report(of, of.newcomer.userId, { kind: 'CONVERSATION', conversation_id: nobody() }),
)
refuse('ReportPerson', 'not acceptable', [400, 'TARGET_IS_SELF', '/target_user_id'], (of) =>
  report(of, of.alice.userId),
)
refuse('ReportPerson', 'not acceptable', [400, 'REPORT_INCOMPLETE', '/context/photo_id'], (of) =>
  report(of, of.bob.userId, { kind: 'PHOTO' }),
)
refuse('ReportPerson', 'wrong state', [429, 'REPORTS_USED_UP'], async (of) => {
  for (let sent = 0; sent < 20; sent += 1) await report(of, of.bob.userId)
  return report(of, of.bob.userId)
})

describe('a refusal', () => {
  for (const { operation, kind, expected, make } of refusals)
    it(`a refusal of ${operation} (${kind}) is ${expected[1]}`, async () => {
      const { status, code, pointers } = await make(world)
      expect([status, code, ...pointers.slice(0, expected.length - 2)]).toEqual(expected)
    })
})

describe('the table', () => {
  const has = (operation: string, what: (refusal: Refusal) => boolean): boolean =>
    refusals.some((refusal) => refusal.operation === operation && what(refusal))

  it('the table of refusals holds every code that an operation promises', () => {
    const promised = operations.flatMap(({ id, promises }) => promises.map((code) => ({ id, code })))
    const missing = promised.filter(
      ({ id, code }) => !(code in elsewhere) && !has(id, (one) => one.expected[1] === code),
    )
    expect(missing).toEqual([])
    expect(promised.length).toBeGreaterThan(30)
  })

  it('the table of refusals asks every operation that takes an id for an unknown one and for one of somebody else', () => {
    const missing = operations
      .filter((operation) => takesId(operation) && !takesAnyId.has(operation.id))
      .flatMap(({ id }) => [
        ...(has(id, ({ kind }) => kind === 'unknown id') ? [] : [`${id}: unknown id`]),
        ...(ofNobody.has(id) || has(id, ({ kind }) => kind === "someone else's id")
          ? []
          : [`${id}: someone else's id`]),
      ])
    expect(missing).toEqual([])
  })
})

const takesId = ({ path, bodyFields }: Operation): boolean =>
  path.some(({ schema }) => schema?.format === 'uuid') ||
  bodyFields.some((field) => /(_id|_ids|refresh_token)$/.test(field) && field !== 'client_message_id')
