import { expect, it } from 'vitest'

import { SendMessageRequest, SubscribeRequest } from '@kindred/contracts/chat'
import { UpdateMyProfileRequest } from '@kindred/contracts/profile'

import { keepTexts, loadContract } from '../src/index.js'

const fieldsOf = ({ $type }: { $type: string }) => loadContract().registry.getMessage($type)!.fields

it("keeps people's words and leaves every other text as it came", () => {
  const request = SendMessageRequest.fromPartial({
    clientMessageId: ' c\u200B ',
    text: ' Hi\r\n\u202Ethere\u3164 ',
  })
  keepTexts(fieldsOf(SendMessageRequest), request, 'localName')
  expect(request).toMatchObject({ clientMessageId: ' c\u200B ', text: 'Hi\nthere' })
})

it('goes by the names of JSON too, and leaves what is absent or of a wrong type', () => {
  const json = { bio: ' e\u0301 ', city: null, name: 7, height_cm: 180 }
  keepTexts(fieldsOf(UpdateMyProfileRequest), json, 'name')
  expect(json).toEqual({ bio: '\u00e9', city: null, name: 7, height_cm: 180 })
})

it('passes over messages without words, oneofs included', () => {
  const request = SubscribeRequest.fromPartial({ change: { $case: 'add', value: { userId: ' u ' } } })
  keepTexts(fieldsOf(SubscribeRequest), request, 'localName')
  expect(request).toMatchObject({ change: { $case: 'add', value: { userId: ' u ' } } })
})
