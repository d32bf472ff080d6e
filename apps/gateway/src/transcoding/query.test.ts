import { describe, expect, it } from 'vitest'

import { loadContract } from '@kindred/rpc'

import { createTextReader } from './query.js'

const fieldsOf = (typeName: string) => loadContract().registry.getMessage(typeName)!.fields
const read = createTextReader([
  ...fieldsOf('kindred.chat.v1.ListMessagesRequest'),
  ...fieldsOf('kindred.profile.v1.SetMyPreferencesRequest'),
  ...fieldsOf('kindred.chat.v1.SyncResponse'),
])

describe('texts of path and query', () => {
  it.each([
    ['a whole number', { page_size: '20' }, { page_size: 20 }],
    ['a negative number', { after_seq: '-1' }, { after_seq: -1 }],
    ['a number too large to be exact', { after_seq: '9007199254740993' }, { after_seq: 9007199254740992 }],
    ['a repeated enum given once', { wanted_genders: 'WOMAN' }, { wanted_genders: ['WOMAN'] }],
    [
      'a repeated enum given twice',
      { wanted_genders: ['WOMAN', 'MAN'] },
      { wanted_genders: ['WOMAN', 'MAN'] },
    ],
    ['a boolean', { has_more: 'true', resync_required: 'false' }, { has_more: true, resync_required: false }],
    [
      'dotted names',
      {
        'filters.goals': 'CHAT',
        'filters.verified': 'true',
        'filters.max_height_cm': '190',
        'importance.distance': '50',
      },
      { filters: { goals: ['CHAT'], verified: true, max_height_cm: 190 }, importance: { distance: 50 } },
    ],
    ['a text of digits', { conversation_id: '12' }, { conversation_id: '12' }],
  ])('reads %s', (_name, texts, values) => {
    expect(read(texts)).toEqual(values)
  })

  it.each([
    ['an empty text', { page_size: '' }],
    ['a fraction', { page_size: '1.5' }],
    ['an exponent', { page_size: '1e2' }],
    ['a hexadecimal number', { page_size: '0x10' }],
    ['a space', { page_size: ' 1' }],
    ['a number of digits without end', { page_size: '1'.repeat(30) }],
    ['a boolean in capitals', { has_more: 'TRUE' }],
    ['one value where another was given already', { page_size: ['1', '2'] }],
    ['an unknown name', { nobody: '1' }],
    ['a dotted name of no message', { 'page_size.x': '1', 'nobody.goals': '1', '.goals': '1' }],
    ['a message as a text', { filters: '{}' }],
  ])('leaves %s for the schema to refuse', (_name, texts) => {
    expect(read(texts)).toEqual(texts)
  })

  it('keeps unknown names inside of a message there, and the text of a message that is given both ways', () => {
    expect(read({ 'filters.nobody': '1', 'filters.': '2', 'filters.goals.x': '3' })).toEqual({
      filters: { nobody: '1', '': '2', 'goals.x': '3' },
    })
    expect(read({ 'filters.verified': 'true', filters: 'x' })).toEqual({ filters: 'x' })
  })
})
