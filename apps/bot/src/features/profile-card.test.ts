import { expect, it } from 'vitest'

import type { Profile } from '@kindred/client'
import { botTranslators } from '@kindred/locales/bot'

import { profileCard } from './profile-card.js'

const profile: Profile = {
  user_id: 'u1',
  name: 'Anna',
  birth_date: '1996-04-12',
  age: 29,
  gender: 'WOMAN',
  interests: [],
  languages: [],
  photos: [],
  city_names: [],
  completeness: 0.1,
  has_location: false,
  paused: false,
  verified: false,
  created_at: '',
  updated_at: '',
}
const photos = (count: number): Profile['photos'] =>
  Array.from({ length: count }, (_, n) => ({ media_id: `m${n}`, thumbhash: '', width: 1, height: 1 }))
const lastLine = (changed: Partial<Profile>): string =>
  profileCard({ ...profile, ...changed }, botTranslators.en)
    .split('\n')
    .at(-1)!

it('the own card says what would help most, one thing at a time', () => {
  const interests = ['tea', 'chess', 'yoga']
  expect(lastLine({})).toContain('Send me a photo')
  expect(lastLine({ photos: photos(1) })).toContain('A few words about yourself')
  expect(lastLine({ photos: photos(1), bio: 'Hi' })).toContain('Add a few interests')
  expect(lastLine({ photos: photos(1), bio: 'Hi', interests })).toContain('With three photos')
  expect(lastLine({ photos: photos(3), bio: 'Hi', interests, completeness: 0.956 })).toBe(
    '▰▰▰▰▰▰▰▰▰▰ 96% complete',
  )
})

it('the own card fits under a photo, however much a person wrote, and takes nothing for markup', () => {
  const card = profileCard(
    {
      ...profile,
      name: '<i>&'.repeat(12),
      city: '<'.repeat(80),
      bio: '🙂'.repeat(1_000),
      goal: 'LONG_TERM',
      interests: Array.from({ length: 20 }, () => 'playing_music'),
    },
    botTranslators.ru,
  )
  expect(card.replaceAll(/<\/?b>/g, '')).not.toMatch(/[<>]/)
  const shown = card.replaceAll(/<\/?b>/g, '').replaceAll(/&(lt|gt|amp);/g, '.')
  expect(Array.from(shown).length).toBeLessThanOrEqual(1_024)
})
