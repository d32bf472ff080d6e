import { describe, expect, it } from 'vitest'

import { loadContract } from '@kindred/rpc'

import { inputSchema, outputSchema } from './schema.js'

const message = (name: string) => loadContract().registry.getMessage(name)!
const style = { ref: ({ name }: { name: string }) => `#/${name}` }
const input = (name: string, clearable = false) => inputSchema(message(name).fields, style, clearable)

describe('the schema of a request', () => {
  it('says the rules of every field and allows no other', () => {
    const schema = input('kindred.profile.v1.CreateProfileRequest')
    expect(schema).toMatchObject({
      additionalProperties: false,
      required: ['name', 'birth_date', 'gender'],
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 50 },
        birth_date: { type: 'string', format: 'date' },
        gender: { type: 'string', enum: ['WOMAN', 'MAN', 'NONBINARY'] },
        height_cm: { type: 'integer', minimum: 100, maximum: 250 },
        interests: { type: 'array', items: { type: 'string' }, maxItems: 20, uniqueItems: true },
      },
    })
  })

  it('says nothing of formats that only Kindred knows', () => {
    const { text } = input('kindred.chat.v1.SendMessageRequest').properties
    expect(text).not.toHaveProperty('format')
  })

  it('asks for a list that may be empty where leaving it out would clear it', () => {
    expect(input('kindred.profile.v1.SetMyPhotosRequest')).toMatchObject({
      required: ['photo_ids'],
      properties: { photo_ids: { type: 'array' } },
    })
    expect(input('kindred.profile.v1.SetMyPhotosRequest').properties['photo_ids']).not.toHaveProperty(
      'minItems',
    )
    expect(input('kindred.profile.v1.SetVerifiedRequest')).toMatchObject({
      required: ['user_id', 'verified', 'reason'],
    })
  })

  it('anchors patterns and bounds 64-bit numbers to what JSON can say exactly', () => {
    expect(input('kindred.chat.v1.SendMessageRequest').properties).toMatchObject({
      text: { type: 'string', minLength: 1, maxLength: 4000 },
    })
    expect(input('kindred.auth.v1.ExchangeTelegramUserRequest').properties).toMatchObject({
      language_code: { pattern: '^(?:([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3})?)$', maxLength: 35 },
    })
    expect(input('kindred.chat.v1.MarkReadRequest').properties).toMatchObject({
      up_to_seq: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    })
  })

  it('lets null clear a field of a PATCH, and requires none', () => {
    const schema = input('kindred.profile.v1.UpdateMyProfileRequest', true)
    expect(schema['required']).toBeUndefined()
    expect(schema.properties).toMatchObject({
      bio: { type: ['string', 'null'], maxLength: 1000 },
      goal: {
        type: ['string', 'null'],
        enum: [expect.anything(), 'SHORT_TERM', 'FRIENDSHIP', 'CHAT', 'UNDECIDED', null],
      },
      interests: { type: ['array', 'null'] },
    })
  })

  it('allows one member of a oneof', () => {
    expect(input('kindred.chat.v1.SubscribeRequest')).toMatchObject({
      properties: { add: { $ref: '#/SubscribeUser' }, remove: { $ref: '#/UnsubscribeUser' } },
      not: { anyOf: [{ required: ['add', 'remove'] }] },
    })
  })
})

describe('the schema of a response', () => {
  it('requires what is always written and nothing else, such as an age that may be hidden', () => {
    const schema = outputSchema(message('kindred.profile.v1.PublicProfile'), style)
    expect(schema['required']).toEqual([
      'user_id',
      'name',
      'interests',
      'languages',
      'photos',
      'verified',
      'city_names',
    ])
    expect(schema.properties).toMatchObject({ photos: { type: 'array', items: { $ref: '#/Photo' } } })
    expect(schema['additionalProperties']).toBeUndefined()
  })

  it('names times as date-time', () => {
    const { properties } = outputSchema(message('kindred.chat.v1.Message'), style)
    expect(properties).toMatchObject({
      created_at: { type: 'string', format: 'date-time' },
      seq: { type: 'integer' },
    })
  })
})
