import { describe, expect, it } from 'vitest'

import type { Profile } from '@kindred/client'

import { firstDraft, readDraft, resumeAt, withProfile } from './draft.js'

const first = firstDraft({ firstName: ' Anna ', languageCode: 'ru-RU' })
const stored = {
  name: 'Ann',
  birth_date: '1996-04-02',
  gender: 'WOMAN',
  bio: 'Kept.',
  interests: ['tea'],
  languages: ['en'],
  has_location: false,
} as unknown as Profile

describe('a draft', () => {
  it('a draft begins with what Telegram told', () => {
    expect(first.details).toMatchObject({ name: 'Anna', languages: ['ru'], gender: undefined })
    expect(firstDraft(undefined).details).toMatchObject({ name: '', languages: [] })
  })

  it('a draft comes back as it was kept', () => {
    const draft = {
      ...first,
      adult: true,
      reached: 'photos' as const,
      details: { ...first.details, bio: 'Hi' },
    }
    expect(readDraft(JSON.stringify(draft), first)).toEqual(draft)
  })

  it.each([
    '',
    'null',
    '7',
    '{',
    '{"details":{"name":7,"interests":"x","gone":1},"adult":"yes","reached":"moon"}',
  ])('a draft is a fresh one when %j was kept', (text) => {
    expect(readDraft(text, first)).toEqual(first)
  })

  it('a draft never takes away what the profile holds already', () => {
    const { details } = withProfile({ ...first, details: { ...first.details, bio: 'Newer.' } }, stored)
    expect(details).toMatchObject({ name: 'Ann', bio: 'Newer.', interests: ['tea'], gender: 'WOMAN' })
    expect(details.birthDate).toEqual({ year: '1996', month: '4', day: '2' })
  })
})

describe('resumeAt', () => {
  it.each([
    [{}, null, 'welcome'],
    [{ adult: true }, null, 'about'],
    [{ adult: true, reached: 'photos' as const }, null, 'about'],
    [{}, { has_location: false }, 'interests'],
    [{ reached: 'photos' as const }, { has_location: false }, 'photos'],
    [{ reached: 'place' as const }, { has_location: false }, 'place'],
    [{ reached: 'about' as const }, { has_location: true }, 'wishes'],
  ])('onboarding that kept %j goes on for profile %j with %s', (change, profile, step) => {
    expect(resumeAt({ ...first, ...change }, profile)).toBe(step)
  })
})
