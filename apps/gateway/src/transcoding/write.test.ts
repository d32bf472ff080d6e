import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf'
import fc, { type GeneratorValue } from 'fast-check'
import { expect, it } from 'vitest'

import { loadContract, rulesOf } from '@kindred/rpc'

import { enumNames, hasPresence, isForeign, TIMESTAMP, unstatedName } from './fields.js'
import type { Presenters } from './presenters.js'
import { deriveRoutes } from './route.js'
import { createWriters } from './write.js'

type Entry = Record<string, unknown>

const contract = loadContract()
const presenters: Presenters = new Map([
  [
    'kindred.media.v1.Photo',
    (photo: Entry, viewerId: string | undefined) => ({
      ...photo,
      urls: { thumb: `t/"${String(photo['mediaId'])}"/${viewerId}`, card: 'c', full: 'f' },
    }),
  ],
])

/** The rules of the public JSON, told in another way: an object first, which JSON.stringify writes. */
function slowly(message: DescMessage, given: Entry, viewerId: string | undefined): Entry {
  const from = (presenters.get(message.typeName)?.(given as never, viewerId) ?? given) as Entry
  const pairs = message.fields.map((field): [string, unknown] => {
    const value = valueOf(field, from)
    if (value === undefined) return [field.name, undefined]
    if (field.fieldKind !== 'list') return [field.name, slowItem(field, value, viewerId)]
    const items = (value as unknown[]).map((item) => slowItem(field, item, viewerId))
    return [field.name, items.filter((item) => item !== undefined)]
  })
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined))
}

function valueOf(field: DescField, from: Entry): unknown {
  if (field.oneof === undefined) return from[field.localName]
  const chosen = from[field.oneof.localName] as { $case: string; value: unknown } | undefined
  return chosen?.$case === field.localName ? chosen.value : undefined
}

function slowItem(field: DescField, value: unknown, viewerId: string | undefined): unknown {
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return value.toString('base64')
  if (field.message !== undefined) return slowly(field.message, value as Entry, viewerId)
  if (field.enum !== undefined) return enumNames(field.enum).includes(String(value)) ? value : undefined
  return rulesOf(field).zeroIsAbsent && value === 0 ? undefined : value
}

const deepest = 4
const awkward = ['"', '\\', '\u0007', '\u2028', '\ud83d\ude00', 'half \ud800', '</script>']
const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(...awkward))

/** Any message of a type, as ts-proto keeps it. */
function anyMessage(gen: GeneratorValue, message: DescMessage, depth = 0): Entry {
  const entry: Entry = {}
  for (const field of message.fields) {
    const isThere = depth < deepest && gen(fc.boolean)
    if (field.oneof !== undefined) {
      if (isThere)
        entry[field.oneof.localName] = { $case: field.localName, value: anyItem(gen, field, depth) }
    } else if (field.fieldKind === 'list') {
      const count = isThere ? gen(fc.integer, { min: 0, max: 3 }) : 0
      entry[field.localName] = Array.from({ length: count }, () => anyItem(gen, field, depth))
    } else if (!hasPresence(field) || isThere) entry[field.localName] = anyItem(gen, field, depth)
  }
  return entry
}

function anyItem(gen: GeneratorValue, field: DescField, depth: number): unknown {
  if (field.message?.typeName === TIMESTAMP) return gen(fc.date, { noInvalidDate: true })
  if (field.message !== undefined) return anyMessage(gen, field.message, depth + 1)
  if (field.enum !== undefined) {
    const names = [...enumNames(field.enum), unstatedName(field.enum), 'UNRECOGNIZED']
    return names[gen(fc.nat, names.length - 1)]
  }
  if (field.scalar === ScalarType.STRING) return gen(() => texts)
  if (field.scalar === ScalarType.BOOL) return gen(fc.boolean)
  if (field.scalar === ScalarType.BYTES) return Buffer.from(gen(fc.uint8Array))
  return gen(() => fc.oneof(fc.integer(), fc.double(), fc.constant(0)))
}

const written = new Set(deriveRoutes(contract).map(({ response }) => response))
const event = contract.registry.getMessage('kindred.chat.v1.UserEvent')!

it.each([...written, event].map((message) => [message.typeName, message]))(
  'writes any %s as JSON.stringify writes its object',
  (_name, message) => {
    const write = createWriters(presenters).ofMessage(message)
    fc.assert(
      fc.property(fc.gen(), fc.constantFrom('viewer', undefined), (gen, viewerId) => {
        const any = anyMessage(gen, message)
        expect(write(any, viewerId)).toBe(JSON.stringify(slowly(message, any, viewerId)))
      }),
      { numRuns: 60 },
    )
  },
)

it('knows every message that a socket or a route writes: none has a type without a JSON form', () => {
  const fields = [...written, event].flatMap(({ fields }) => fields)
  expect(fields.filter((field) => isForeign(field.message?.typeName ?? ''))).toEqual([])
})
