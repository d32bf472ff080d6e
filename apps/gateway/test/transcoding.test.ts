import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import type { Message, UserEvent } from '@kindred/contracts/chat'
import type { Profile } from '@kindred/contracts/profile'
import { newId } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'

import { startGateway, type TestGateway } from './harness.js'
import { refused, send, type TestAnswer } from './requests.js'

const userId = newId()
const conversationId = newId()
let gateway: TestGateway
let token: string
let requests: object[] = []
let calls: Call[] = []

const profile: Profile = {
  userId,
  name: 'Alice',
  birthDate: '1996-04-12',
  age: 29,
  gender: 'WOMAN',
  interests: [],
  languages: [],
  completeness: 0.5,
  hasLocation: false,
  paused: false,
  verified: false,
  cityNames: [],
  createdAt: new Date(0),
  updatedAt: new Date(0),
  photos: [{ mediaId: newId(), ownerId: userId, thumbhash: 'th', width: 3, height: 4 }],
}
const message: Message = {
  id: newId(),
  conversationId,
  seq: 2 ** 40,
  senderId: userId,
  clientMessageId: 'c-1',
  text: 'Hi',
  createdAt: new Date(0),
  advice: [],
}
const events: UserEvent[] = [
  { cursor: '1', event: { $case: 'messageCreated', value: { message } } },
  {
    cursor: '2',
    event: { $case: 'conversationTyping', value: { conversationId, userId, state: 'STARTED' } },
  },
]

/** Notes the request and answers. */
const answering =
  <Req extends object, Res>(response: Res) =>
  async (_context: object, request: Req, call: Call): Promise<Res> => {
    requests.push(request)
    calls.push(call)
    return response
  }

beforeAll(async () => {
  gateway = await startGateway({
    services: {
      profile: {
        createProfile: answering({ profile }),
        getMyProfile: answering({ profile }),
        updateMyProfile: answering({ profile }),
        getProfile: answering({}),
        setMyPreferences: answering({
          preferences: {
            wantedGenders: ['WOMAN'],
            minAge: 25,
            maxAge: 35,
            maxDistanceKm: 50,
            widenDistance: false,
          },
        }),
        setMyLocation: answering({ effectiveAt: new Date(0) }),
        deleteMyProfile: answering({}),
      },
      discovery: {
        undo: answering({ targetUserId: userId }),
        listCandidates: answering({ candidates: [], nextPageToken: '', widenedToKm: 0 }),
      },
      chat: {
        listMessages: answering({ messages: [message], hasMore: false }),
        sendMessage: answering({ message }),
        markRead: answering({ readUpToSeq: 7, unreadCount: 0 }),
        sync: answering({ events, cursor: '2', hasMore: false, resyncRequired: false }),
      },
    },
  })
  token = await gateway.authority.issue(userId)
})
afterAll(() => gateway.close())
beforeEach(() => {
  requests = []
  calls = []
})

const get = (url: string, headers = {}): Promise<TestAnswer> =>
  send(gateway, { method: 'GET', url, token, headers })
const put = (url: string, payload: object): Promise<TestAnswer> =>
  send(gateway, { method: 'PUT', url, token, payload })
const post = (url: string, payload?: object, headers = {}): Promise<TestAnswer> =>
  send(gateway, { method: 'POST', url, token, headers, ...(payload && { payload }) })
const patch = (payload: object): Promise<TestAnswer> =>
  send(gateway, { method: 'PATCH', url: '/v1/profiles/me', token, payload })

const messages = `/v1/chat/conversations/${conversationId}/messages`

describe('a request', () => {
  it('carries path, query and body to the RPC, defaults filled in', async () => {
    await get(`${messages}?before_seq=9007199254740991&page_size=5`)
    await post(messages, { client_message_id: 'c-1', text: 'Hi' })
    expect(requests).toEqual([
      { conversationId, beforeSeq: 9007199254740991, afterSeq: undefined, pageSize: 5 },
      { conversationId, clientMessageId: 'c-1', text: 'Hi' },
    ])
  })

  it('carries request id, trace and idempotency key, and the token of the caller', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
    const answer = await post(
      '/v1/discovery/undo',
      {},
      { 'x-request-id': 'r-1', traceparent, 'idempotency-key': 'k-1' },
    )
    expect(answer.headers['x-request-id']).toBe('r-1')
    expect(calls[0]).toMatchObject({
      requestId: 'r-1',
      traceparent,
      idempotencyKey: 'k-1',
      principal: { userId },
    })
  })

  it('may leave out a body of which nothing is required', async () => {
    expect((await post('/v1/discovery/undo')).status).toBe(200)
    expect(requests).toEqual([{}])
  })

  it('names every refused field at once', async () => {
    const answer = await post('/v1/profiles', {
      name: '\u3164\u200b',
      birth_date: '1996-02-30',
      height_cm: 99,
      interests: ['a', 'a'],
      is_admin: true,
      languages: Array.from({ length: 21 }, (_, at) => `l${at}`),
      bio: 'x'.repeat(1001),
      goal: 'UNSPECIFIED',
    })
    expect(answer).toMatchObject({ status: 400, json: { code: 'VALIDATION_FAILED' } })
    expect(refused(answer)).toEqual([
      '/bio TOO_LONG',
      '/birth_date FORMAT',
      '/gender REQUIRED',
      '/goal NOT_ALLOWED',
      '/height_cm TOO_SMALL',
      '/interests/1 DUPLICATE',
      '/is_admin UNKNOWN_FIELD',
      '/languages TOO_MANY',
      '/name TOO_SHORT',
    ])
    expect(requests).toEqual([])
  })

  it('counts and passes on the words of people as they are kept', async () => {
    const sent = {
      name: 'e\u0301'.repeat(50),
      birth_date: '1996-04-12',
      gender: 'WOMAN',
      bio: 'a\r\n'.repeat(400),
    }
    expect(await post('/v1/profiles', sent)).toMatchObject({ status: 201 })
    expect(requests[0]).toMatchObject({ name: '\u00e9'.repeat(50), bio: 'a\n'.repeat(399) + 'a' })
    expect(refused(await post('/v1/profiles', { ...sent, bio: '🙂'.repeat(1_001) }))).toEqual([
      '/bio TOO_LONG',
    ])
  })

  it('takes no silence for the wish to clear a list', async () => {
    expect(refused(await put('/v1/profiles/me/photos', {}))).toEqual(['/photo_ids REQUIRED'])
    expect(requests).toEqual([])
  })

  it('refuses half a character in any text, wherever it stands', async () => {
    const sent = { name: 'Al\ud800', birth_date: '1996-04-12', gender: 'WOMAN', interests: ['tea', '\udc00'] }
    expect(refused(await post('/v1/profiles', sent))).toEqual(['/interests/1 NOT_TEXT', '/name NOT_TEXT'])
    expect(requests).toEqual([])
  })

  it.each([
    ['a number as text', { wanted_genders: ['WOMAN'], min_age: '25', max_age: 35 }, ['/min_age WRONG_TYPE']],
    [
      'a fraction of a whole number',
      { wanted_genders: ['WOMAN'], min_age: 25.5, max_age: 35 },
      ['/min_age WRONG_TYPE'],
    ],
    ['null', { wanted_genders: ['WOMAN'], min_age: null, max_age: 35 }, ['/min_age WRONG_TYPE']],
    [
      'one item for a list',
      { wanted_genders: 'WOMAN', min_age: 25, max_age: 35 },
      ['/wanted_genders WRONG_TYPE'],
    ],
    [
      'an enum in small letters',
      { wanted_genders: ['woman'], min_age: 25, max_age: 35 },
      ['/wanted_genders/0 NOT_ALLOWED'],
    ],
    [
      'an empty list',
      { wanted_genders: [], min_age: 25, max_age: 101 },
      ['/max_age TOO_LARGE', '/wanted_genders TOO_FEW'],
    ],
  ])('is not bent into shape: %s', async (_name, payload, expected) => {
    const answer = await put('/v1/profiles/me/preferences', payload)
    expect([answer.status, refused(answer)]).toEqual([400, expected])
  })

  it('keeps a zero that was given and refuses one that was not', async () => {
    expect((await put('/v1/profiles/me/location', { latitude: 0, longitude: 0 })).status).toBe(200)
    expect(requests).toEqual([{ latitude: 0, longitude: 0 }])
    expect(refused(await put('/v1/profiles/me/location', { latitude: 0 }))).toEqual(['/longitude REQUIRED'])
  })

  it('refuses numbers that JSON cannot say exactly, in body and query', async () => {
    const answer = await put(`/v1/chat/conversations/${conversationId}/read`, { up_to_seq: 2 ** 53 })
    expect(refused(answer)).toEqual(['/up_to_seq TOO_LARGE'])
    expect(refused(await get(`${messages}?before_seq=9007199254740993`))).toEqual(['/before_seq TOO_LARGE'])
  })

  it('refuses unknown and wrong fields of path and query', async () => {
    expect(refused(await get(`${messages}?limit=5`))).toEqual(['/limit UNKNOWN_FIELD'])
    expect(refused(await get(`${messages}?page_size=ten`))).toEqual(['/page_size WRONG_TYPE'])
    expect(refused(await get(`${messages}?page_size=101`))).toEqual(['/page_size TOO_LARGE'])
    expect(refused(await get('/v1/profiles/nobody'))).toEqual(['/user_id FORMAT'])
    expect(refused(await get(`/v1/profiles/${userId.toUpperCase()}`))).toEqual(['/user_id FORMAT'])
  })

  it('carries a nested message in the query, under dotted names', async () => {
    const query = 'page_size=5&filters.goals=LONG_TERM&filters.goals=FRIENDSHIP&filters.min_height_cm=160'
    expect((await get(`/v1/discovery/candidates?${query}`)).status).toBe(200)
    expect((await get('/v1/discovery/candidates')).status).toBe(200)
    expect(requests).toMatchObject([
      {
        pageSize: 5,
        filters: { goals: ['LONG_TERM', 'FRIENDSHIP'], minHeightCm: 160, verified: false, interests: [] },
      },
      { pageSize: 0, filters: undefined },
    ])
  })

  it.each([
    [
      'filters.goals=NONE&filters.min_height_cm=99',
      ['/filters/goals/0 NOT_ALLOWED', '/filters/min_height_cm TOO_SMALL'],
    ],
    ['filters.min_height_cm=tall', ['/filters/min_height_cm WRONG_TYPE']],
    ['filters.interests=tea&filters.interests=tea', ['/filters/interests/1 DUPLICATE']],
    [
      'filters.hair=red&filters.goals.first=CHAT',
      ['/filters/goals.first UNKNOWN_FIELD', '/filters/hair UNKNOWN_FIELD'],
    ],
    ['filters.__proto__=1', ['/filters/__proto__ UNKNOWN_FIELD']],
    ['filters=1', ['/filters WRONG_TYPE']],
    ['filters=1&filters.verified=true', ['/filters WRONG_TYPE']],
    ['page_size.x=1&toString.x=1', ['/page_size.x UNKNOWN_FIELD', '/toString.x UNKNOWN_FIELD']],
  ])('refuses what a nested message in the query may not be: %s', async (query, expected) => {
    const answer = await get(`/v1/discovery/candidates?${query}`)
    expect([answer.status, refused(answer)]).toEqual([400, expected])
    expect(requests).toEqual([])
  })

  it('cannot smuggle a field of the path in with the body', async () => {
    const answer = await post(messages, { client_message_id: 'c', text: 'Hi', conversation_id: newId() })
    expect(refused(answer)).toEqual(['/conversation_id UNKNOWN_FIELD'])
  })
})

describe('a PATCH', () => {
  it('makes the mask of its keys, and null clears', async () => {
    await patch({ bio: null, city: 'Riga', interests: null, goal: null })
    expect(requests[0]).toMatchObject({
      updateMask: ['bio', 'city', 'interests', 'goal'],
      bio: undefined,
      city: 'Riga',
      interests: [],
      goal: undefined,
      name: undefined,
    })
  })

  it('changes nothing when it is empty, and takes no mask of the client', async () => {
    await patch({})
    expect(requests[0]).toMatchObject({ updateMask: [] })
    expect(refused(await patch({ update_mask: ['name'] }))).toEqual(['/update_mask UNKNOWN_FIELD'])
  })

  it('holds its fields against their rules', async () => {
    expect(refused(await patch({ name: '\u200d', height_cm: 251 }))).toEqual([
      '/height_cm TOO_LARGE',
      '/name TOO_SHORT',
    ])
  })
})

describe('an answer', () => {
  it('is the response field that the contract names, with the status of the policy', async () => {
    const answer = await post('/v1/profiles', { name: 'Alice', birth_date: '1996-04-12', gender: 'WOMAN' })
    expect(answer).toMatchObject({
      status: 201,
      json: { user_id: userId, created_at: '1970-01-01T00:00:00.000Z' },
    })
    expect(answer.json).not.toHaveProperty('bio')
  })

  it('is 204 when there is nothing to say', async () => {
    const answer = await send(gateway, { method: 'DELETE', url: '/v1/profiles/me', token })
    expect([answer.status, answer.body]).toEqual([204, ''])
  })

  it('shows 64-bit numbers, times and the chosen case of a oneof', async () => {
    const { json } = await get('/v1/chat/sync')
    expect(json).toMatchObject({
      events: [
        {
          cursor: '1',
          message_created: { message: { seq: 1099511627776, created_at: '1970-01-01T00:00:00.000Z' } },
        },
        { cursor: '2', conversation_typing: { state: 'STARTED' } },
      ],
      resync_required: false,
    })
  })

  it('carries photos with addresses signed for the caller', async () => {
    const { json } = await get('/v1/profiles/me')
    const [photo] = json['photos'] as { media_id: string; urls: { card: string } }[]
    const url = new URL(photo!.urls.card, 'http://gateway')
    const [, , , mediaId, size] = url.pathname.split('/')
    const query = Object.fromEntries(url.searchParams) as {
      viewer: string
      owner: string
      exp: string
      sig: string
    }
    const grant = gateway.context.photoUrls.verify({
      mediaId: mediaId!,
      size: size!,
      list: undefined,
      ...query,
    })
    expect(grant).toMatchObject({ mediaId: photo!.media_id, size: 'card', viewerId: userId })
  })

  it('has an entity tag, and is not sent again to a client that has it', async () => {
    const first = await get('/v1/chat/sync')
    const tag = first.headers['etag']!
    const again = await get('/v1/chat/sync', { 'if-none-match': `"other", ${tag}` })
    expect([again.status, again.body, again.headers['etag']]).toEqual([304, '', tag])
    expect(first.headers['cache-control']).toBe('private, no-cache')
    expect((await get('/v1/chat/sync', { 'if-none-match': '"other"' })).status).toBe(200)
    expect((await get(messages)).headers['etag']).not.toBe(tag)
  })

  it('without the promised field is a failure of ours, not an empty body', async () => {
    expect(await get(`/v1/profiles/${userId}`)).toMatchObject({ status: 500, json: { code: 'INTERNAL' } })
  })

  it('to HEAD is the one to GET without its body', async () => {
    const answer = await send(gateway, { method: 'HEAD', url: '/v1/profiles/me', token })
    expect([answer.status, answer.body]).toEqual([200, ''])
    expect(answer.headers['etag']).toBeDefined()
  })
})
