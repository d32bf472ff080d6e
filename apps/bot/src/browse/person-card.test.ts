import { expect, it } from 'vitest'

import type { Candidate } from '@kindred/client'
import { botTranslators } from '@kindred/locales/bot'

import { lengthOfHtml } from '../telegram/html.js'
import { personCard } from './person-card.js'

const candidate: Candidate = {
  user_id: '01890000-0000-7000-9000-000000000001',
  name: 'Tom & <b>Co</b>',
  age: 31,
  bio: '',
  city: 'Riga',
  city_names: [],
  photos: [],
  distance: { from_km: 0, to_km: 5 },
  common_interests: [],
  compatibility_score: 50,
  reasons: [],
  message: '',
  advice: [],
  verified: true,
}

const write = (changed: Partial<Candidate>, options = { tag: 'en', maxLength: 1024 }): string =>
  personCard({ candidate: { ...candidate, ...changed }, profile: undefined }, botTranslators.en, options)

it('the card of somebody holds their words as words, whatever signs are in them', () => {
  expect(write({ bio: 'a < b & c' })).toBe(
    '<b>Tom &amp; &lt;b&gt;Co&lt;/b&gt;, 31</b> · Verified\n📍 Riga · less than 5\u00a0km away\n\na &lt; b &amp; c',
  )
})

it('the card of somebody is shortened in their words about themselves alone', () => {
  const card = write({ bio: 'ж&'.repeat(500), message: 'Hello!' })
  expect(lengthOfHtml(card)).toBe(1024)
  expect(card).toMatch(/^<b>Tom .*\n📍 Riga.*\n\n⭐ A message for you: Hello!\n\n(ж&amp;)+.*…$/s)
  expect(write({ bio: 'ж'.repeat(600) })).toContain('ж'.repeat(600))
})

it('the card of somebody tells the distance in the unit of whoever reads it', () => {
  expect(write({}, { tag: 'en-GB', maxLength: 1024 })).toContain('less than 3\u00a0mi away')
})
