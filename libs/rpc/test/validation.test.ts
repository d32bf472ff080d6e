import { describe, expect, it } from 'vitest'

import { ExchangeTelegramUserRequest } from '@kindred/contracts/auth'
import { SubscribeRequest } from '@kindred/contracts/chat'
import { DeliverRequest } from '@kindred/contracts/events'
import {
  CreateProfileRequest,
  SetMyLocationRequest,
  UpdateMyProfileRequest,
} from '@kindred/contracts/profile'

import { loadContract, validateMessage } from '../src/index.js'

interface Type {
  readonly $type: string
}

function faults(type: Type, value: object): string[] {
  const message = loadContract().registry.getMessage(type.$type)
  if (message === undefined) throw new Error(type.$type)
  return validateMessage(message, value).map(({ pointer, code }) => `${pointer} ${code}`)
}

const profile = { name: 'Alice', birthDate: '1996-04-12', gender: 'WOMAN' as const }
const create = (change: object) =>
  faults(CreateProfileRequest, { ...CreateProfileRequest.fromPartial(profile), ...change })
const id = '018f0000-0000-7000-8000-000000000001'

describe('field rules', () => {
  it('let a good message pass', () => {
    expect(create({})).toEqual([])
    expect(create({ bio: 'x', interests: ['a', 'b'], heightCm: 250, goal: undefined })).toEqual([])
  })

  it('name everything that is missing, in the order of the fields', () => {
    expect(faults(CreateProfileRequest, CreateProfileRequest.fromPartial({}))).toEqual([
      '/name REQUIRED',
      '/birth_date REQUIRED',
      '/gender REQUIRED',
    ])
  })

  it('count code points, not UTF-16 units', () => {
    expect(create({ name: '💘' })).toEqual([])
    expect(create({ name: '💘'.repeat(50) })).toEqual([])
    expect(create({ name: '💘'.repeat(51) })).toEqual(['/name TOO_LONG'])
  })

  it.each(['1996-02-30', '96-04-12', '1996-04-12T00:00:00Z', '1996-4-1'])(
    'refuse the date %s',
    (birthDate) => {
      expect(create({ birthDate })).toEqual(['/birth_date FORMAT'])
    },
  )

  it('hold numbers to their bounds', () => {
    expect(create({ heightCm: 99 })).toEqual(['/height_cm TOO_SMALL'])
    expect(create({ heightCm: 251 })).toEqual(['/height_cm TOO_LARGE'])
    expect(create({ heightCm: 0 })).toEqual(['/height_cm TOO_SMALL'])
    const place = { latitude: NaN, longitude: 181 }
    expect(faults(SetMyLocationRequest, place)).toEqual(['/latitude FORMAT', '/longitude TOO_LARGE'])
  })

  it('hold lists to their length and items to be different', () => {
    expect(create({ interests: Array.from({ length: 21 }, (_, i) => `i${i}`) })).toEqual([
      '/interests TOO_MANY',
    ])
    expect(create({ interests: ['a', 'b', 'a'] })).toEqual(['/interests/2 DUPLICATE'])
  })

  it('refuse enum values that this version does not know', () => {
    expect(create({ gender: 'UNRECOGNIZED' })).toEqual(['/gender NOT_ALLOWED'])
    expect(create({ goal: 'UNRECOGNIZED' })).toEqual(['/goal NOT_ALLOWED'])
  })

  it('hold a text that is there to its length even when the field is optional', () => {
    const patch = UpdateMyProfileRequest.fromPartial({ updateMask: ['name'] })
    expect(faults(UpdateMyProfileRequest, patch)).toEqual([])
    expect(faults(UpdateMyProfileRequest, { ...patch, name: '' })).toEqual(['/name TOO_SHORT'])
  })

  it('match a pattern against the whole text', () => {
    const sender = (languageCode: string) =>
      ExchangeTelegramUserRequest.fromPartial({ telegramUserId: 1, languageCode })
    expect(faults(ExchangeTelegramUserRequest, sender('pt-BR'))).toEqual([])
    expect(faults(ExchangeTelegramUserRequest, sender('pt-BR; q=1'))).toEqual(['/language_code PATTERN'])
  })

  it('reach into repeated messages and oneofs', () => {
    const event = { id: 'x', type: '', aggregateId: 'a', payload: Buffer.alloc(0), traceparent: '' }
    expect(faults(DeliverRequest, { events: [{ ...event, id, type: 't' }, event] })).toEqual([
      '/events/1/id FORMAT',
      '/events/1/type REQUIRED',
    ])
    const add = { change: { $case: 'add', value: { userId: '' } } }
    expect(faults(SubscribeRequest, add)).toEqual(['/add/user_id REQUIRED'])
    expect(faults(SubscribeRequest, { change: undefined })).toEqual([])
  })
})
