import { expect, it } from 'vitest'

import type { CaseReport, Measure } from '@kindred/client'

import { type Draft, emptyDraft, missingOf, requestOf } from './draft.js'

const report = (reason: CaseReport['reason'], reporter: number): CaseReport => ({
  reporter,
  reason,
  weight: 1,
  details: '',
  context: 'PROFILE',
  created_at: '2026-05-01T12:00:00Z',
})
const draft = (changes: Partial<Draft>): Draft => ({ ...emptyDraft({ reports: [] }), ...changes })

it('a fresh decision proposes the rule that most people reported, and nothing else', () => {
  const reports = [report('HATE', 1), report('HARASSMENT', 2), report('HARASSMENT', 3)]
  expect(emptyDraft({ reports })).toMatchObject({ rule: 'HARASSMENT', measure: undefined, note: '' })
  expect(emptyDraft({ reports: [] }).rule).toBe('')
})

it.each([
  [{}, 'measure'],
  [{ measure: 'DISMISS' }, undefined],
  [{ measure: 'WARN' }, 'rule'],
  [{ measure: 'WARN', rule: 'HATE' }, 'note'],
  [{ measure: 'WARN', rule: 'HATE', note: ' \n' }, 'note'],
  [{ measure: 'WARN', rule: 'HATE', note: 'Seen.' }, undefined],
  [{ measure: 'REMOVE_PHOTO', rule: 'HATE', note: 'Seen.' }, 'photos'],
  [{ measure: 'REMOVE_PHOTO', rule: 'HATE', note: 'Seen.', photoIds: ['a'] }, undefined],
] as const)('a decision with %j still lacks %s', (changes, missing) => {
  expect(missingOf(draft(changes))).toBe(missing)
})

it.each([
  ['DISMISS', { measure: 'DISMISS', note: 'Seen.' }],
  ['BAN', { measure: 'BAN', note: 'Seen.', rule: 'HATE' }],
  ['SUSPEND', { measure: 'SUSPEND', note: 'Seen.', rule: 'HATE', days: 30 }],
  [
    'REMOVE_PHOTO',
    { measure: 'REMOVE_PHOTO', note: 'Seen.', rule: 'HATE', photo_ids: ['a'], list_hash: true },
  ],
] as const)(
  'a decision to %s sends what that has a use for, and nothing that was chosen before',
  (measure, sent) => {
    const changed = draft({ rule: 'HATE', days: 30, photoIds: ['a'], listHash: true, note: ' Seen. ' })
    expect(requestOf({ ...changed, measure: measure satisfies Measure })).toEqual(sent)
  },
)
