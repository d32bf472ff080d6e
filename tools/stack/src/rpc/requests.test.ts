import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

import { findMethod, loadProtos } from './catalogue.js'
import { listFaults, readRequests } from './requests.js'

const protos = loadProtos(fileURLToPath(new URL('../../../..', import.meta.url)))
const listMessages = findMethod(protos, 'chat', 'ListMessages')

/** What a service gets of a request that was typed so, and what the command prints of that. */
function travelled(json: string): object {
  const [request] = readRequests(json)
  expect(listFaults(protos, listMessages, request!)).toEqual([])
  return listMessages.requestDeserialize(listMessages.requestSerialize(request!))
}

it.each(['9007199254740993', '"9007199254740993"', '9223372036854775807', '-9223372036854775808'])(
  'a 64-bit integer that npm run rpc is given as %s arrives exactly',
  (written) => {
    expect(travelled(`{"after_seq": ${written}}`)).toMatchObject({ after_seq: written.replaceAll('"', '') })
  },
)

it('digits inside the strings of a request to npm run rpc stay what they are', () => {
  const id = 'say \\"9007199254740993\\" or 1e30, 12345678901234567890'
  expect(travelled(`{"conversation_id": "${id}", "page_size": 50}`)).toMatchObject({
    conversation_id: id.replaceAll('\\', ''),
    page_size: 50,
  })
})

it.each([
  ['{"after_seq": 9223372036854775808}', '/after_seq of "9223372036854775808"'],
  ['{"after_seq": 1.5}', '/after_seq of 1.5'],
  ['{"page_size": 5000000000}', '/page_size of 5000000000'],
  ['{"page_size": "many"}', '/page_size of "many"'],
])('npm run rpc refuses %s, which the field cannot hold', (json, fault) => {
  expect(listFaults(protos, listMessages, readRequests(json)[0]!)).toEqual([fault])
})

it.each([
  ['{"a": 1}\n{"a": }\n', /^Request 2 is no JSON: .+\.$/],
  ['{}\n[]', /^Request 2 is no JSON object, such as /],
  ['{\n  "a": 1,\n}', /^The request is no JSON: /],
  ['null', /^The request is no JSON object, such as /],
  ['', /^The request is no JSON: /],
])('npm run rpc says in one sentence what is wrong with the input %j', (input, sentence) => {
  expect(() => readRequests(input)).toThrow(sentence)
})

it('npm run rpc takes the values of an enum by the names of the .proto files and tells of others', () => {
  const update = findMethod(protos, 'profile', 'UpdateMyProfile')
  const faults = (request: object) => listFaults(protos, update, request)
  expect(faults({ gender: 'GENDER_WOMAN', goal: null, smoking: 1 })).toEqual([])
  expect(faults({ gender: 'WOMAN' })).toEqual(['/gender of "WOMAN"'])
  expect(faults({ bioo: 'Hi' })).toEqual(['/bioo'])
})

it('npm run rpc reads several requests, one a line', () => {
  expect(readRequests('{"a": 1}\n\n{"a": 2}\n')).toEqual([{ a: 1 }, { a: 2 }])
})
