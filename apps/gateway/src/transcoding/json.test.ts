import { describe, expect, it } from 'vitest'

import {
  ListMessagesRequest,
  SendMessageRequest,
  SubscribeRequest,
  SyncResponse,
  UserEvent,
} from '@kindred/contracts/chat'
import { ListMyMediaResponse, ReadPhotoResponse } from '@kindred/contracts/media'
import { CreateProfileRequest, GetProfileResponse, UpdateMyProfileRequest } from '@kindred/contracts/profile'
import type { AppError } from '@kindred/kernel'
import { loadContract } from '@kindred/rpc'

import { createJson, type MessageType } from './json.js'
import type { Presenters } from './presenters.js'

const presenters: Presenters = new Map(
  ['kindred.media.v1.Photo', 'kindred.media.v1.OwnPhoto'].map((type) => [
    type,
    (photo: { mediaId: string }, viewerId: string | undefined) => ({
      ...photo,
      urls: { thumb: `t/${photo.mediaId}/${viewerId}`, card: 'c', full: 'f' },
    }),
  ]),
)
const json = createJson(loadContract(), presenters)
const write = <T>(type: MessageType<T>, message: T, viewerId: string | undefined): unknown =>
  JSON.parse(json.write(type, message, viewerId))
const id = '01936f2e-7c1a-7000-8000-00000000000a'

describe('a message as JSON', () => {
  it('writes times as RFC 3339, 64-bit numbers as numbers, and only the chosen case of a oneof', () => {
    const message = {
      id,
      conversationId: id,
      seq: 2 ** 40,
      senderId: id,
      clientMessageId: 'c-1',
      text: 'Hi',
      advice: [],
    }
    const event = {
      cursor: '7',
      event: { $case: 'messageCreated' as const, value: { message: { ...message, createdAt: new Date(0) } } },
    }
    expect(write(UserEvent, event, undefined)).toEqual({
      cursor: '7',
      message_created: {
        message: {
          id,
          conversation_id: id,
          seq: 1099511627776,
          sender_id: id,
          client_message_id: 'c-1',
          text: 'Hi',
          created_at: '1970-01-01T00:00:00.000Z',
          advice: [],
        },
      },
    })
  })

  it('writes defaults and empty lists, and leaves out what is not set: optional fields, messages, unstated enums', () => {
    const profile = {
      userId: id,
      name: 'Bob',
      age: 31,
      gender: 'UNSPECIFIED' as const,
      interests: [],
      languages: ['en'],
      photos: [],
      verified: true,
      cityNames: [],
    }
    expect(write(GetProfileResponse, { profile }, undefined)).toEqual({
      profile: {
        user_id: id,
        name: 'Bob',
        age: 31,
        interests: [],
        languages: ['en'],
        photos: [],
        verified: true,
        city_names: [],
      },
    })
    const hidden = write(GetProfileResponse, { profile: { ...profile, age: 0 } }, undefined)
    expect(hidden).not.toHaveProperty('profile.age')
    expect(write(GetProfileResponse, {}, undefined)).toEqual({})
    expect(write(SyncResponse, SyncResponse.fromPartial({}), undefined)).toEqual({
      events: [],
      cursor: '',
      has_more: false,
      resync_required: false,
    })
  })

  it('writes bytes as base64', () => {
    const part = { $case: 'chunk' as const, value: Buffer.from([0, 255]) }
    expect(write(ReadPhotoResponse, { part }, undefined)).toEqual({ chunk: 'AP8=' })
  })

  it('gives photos their addresses wherever they stand', () => {
    const photo = { mediaId: 'p1', ownerId: id, thumbhash: 't', width: 1, height: 2 }
    const profile = {
      userId: id,
      name: 'Bob',
      age: 31,
      gender: 'MAN' as const,
      interests: [],
      languages: [],
      photos: [photo],
      verified: false,
      cityNames: [],
    }
    expect(write(GetProfileResponse, { profile }, 'viewer')).toMatchObject({
      profile: { photos: [{ media_id: 'p1', urls: { thumb: 't/p1/viewer', card: 'c', full: 'f' } }] },
    })
    const own = ListMyMediaResponse.fromPartial({ media: [{ mediaId: 'p2', status: 'APPROVED' }] })
    expect(write(ListMyMediaResponse, own, 'me')).toMatchObject({
      media: [{ media_id: 'p2', status: 'APPROVED', urls: { thumb: 't/p2/me' } }],
    })
  })
})

describe('JSON as a message', () => {
  const created = { name: 'Alice', birth_date: '1996-04-12', gender: 'WOMAN' }

  it('fills in what ts-proto would: defaults, empty lists, undefined where presence shows', () => {
    expect(json.read(CreateProfileRequest, created)).toStrictEqual(
      CreateProfileRequest.fromPartial({ name: 'Alice', birthDate: '1996-04-12', gender: 'WOMAN' }),
    )
    expect(json.read(ListMessagesRequest, { conversation_id: id, before_seq: 5 })).toStrictEqual(
      ListMessagesRequest.fromPartial({ conversationId: id, beforeSeq: 5 }),
    )
    expect(json.read(UpdateMyProfileRequest, { bio: 'New' })).toStrictEqual(
      UpdateMyProfileRequest.fromPartial({ bio: 'New' }),
    )
  })

  it('reads a oneof', () => {
    const add = { $case: 'add' as const, value: { userId: 'u', since: undefined } }
    expect(json.read(SubscribeRequest, { add: { user_id: 'u' } })).toStrictEqual({
      change: add,
      takesMany: false,
    })
    expect(json.read(SubscribeRequest, {})).toStrictEqual({ change: undefined, takesMany: false })
  })

  it('survives the wire', () => {
    const message = json.read(CreateProfileRequest, {
      ...created,
      height_cm: 171,
      goal: 'FRIENDSHIP',
      languages: ['en'],
    })
    expect(CreateProfileRequest.decode(CreateProfileRequest.encode(message).finish())).toEqual(message)
  })

  const faults = (act: () => unknown) => {
    try {
      act()
    } catch (error) {
      expect(error).toMatchObject({ kind: 'invalid', code: 'VALIDATION_FAILED' })
      return (error as AppError).fields.map(({ pointer, code }) => `${pointer} ${code}`)
    }
    return []
  }

  it('refuses unknown fields and wrong types, each with its pointer', () => {
    const bad = {
      ...created,
      is_admin: true,
      height_cm: '171',
      interests: ['a', 5],
      gender: 'ROBOT',
      goal: null,
    }
    expect(faults(() => json.read(CreateProfileRequest, bad))).toEqual([
      '/gender NOT_ALLOWED',
      '/is_admin UNKNOWN_FIELD',
      '/height_cm WRONG_TYPE',
      '/interests/1 WRONG_TYPE',
      '/goal WRONG_TYPE',
    ])
    expect(faults(() => json.read(CreateProfileRequest, { 'a/b~c': 1 }))).toEqual(['/a~1b~0c UNKNOWN_FIELD'])
    expect(faults(() => json.read(CreateProfileRequest, []))).toEqual([' WRONG_TYPE'])
    expect(faults(() => json.read(CreateProfileRequest, JSON.parse('{"__proto__": 1}')))).toEqual([
      '/__proto__ UNKNOWN_FIELD',
    ])
    expect(
      faults(() => json.read(ListMessagesRequest, { conversation_id: id, before_seq: 2 ** 53 })),
    ).toEqual(['/before_seq WRONG_TYPE'])
  })

  it('names only the first faults of a hostile value, so that the answer stays small', () => {
    const hostile = Object.fromEntries(Array.from({ length: 8_000 }, (_, index) => [`x${index}`, 1]))
    expect(faults(() => json.read(CreateProfileRequest, hostile))).toHaveLength(50)
  })

  it("brings people's words into the form in which they are kept", () => {
    const sent = { conversation_id: id, client_message_id: 'c', text: ' e\u0301\r\n\u202Ehi\u200B ' }
    expect(json.read(SendMessageRequest, sent)).toMatchObject({ text: '\u00e9\nhi' })
  })

  it('holds the message against the rules of its fields', () => {
    const bad = { conversation_id: id, client_message_id: 'c', text: ' ' }
    expect(faults(() => json.read(SendMessageRequest, bad))).toEqual(['/text REQUIRED'])
    expect(faults(() => json.read(SendMessageRequest, { ...bad, text: 'a\ud800b' }))).toEqual([
      '/text NOT_TEXT',
    ])
    expect(faults(() => json.read(SendMessageRequest, { ...bad, text: '\u3164' }))).toEqual([
      '/text REQUIRED',
    ])
  })
})
