import { describe, expect, it } from 'vitest'

import type { GetCatalogueResponse } from '@kindred/client'

import { demoPerson } from './people.js'
import { towns } from './towns.js'

const catalogue: GetCatalogueResponse = {
  interests: Array.from({ length: 60 }, (_, i) => ({
    id: `interest_${i}`,
    label: `Interest ${i}`,
    group: 'all',
  })),
  goals: ['LONG_TERM', 'SHORT_TERM', 'FRIENDSHIP'],
  languages: ['en', 'lv', 'ru', 'de'].map((code) => ({ code, label: code })),
}
const people = Array.from({ length: 1_000 }, (_, index) => demoPerson(index, catalogue))

describe('demoPerson', () => {
  it('demoPerson is the same person every time', () => {
    expect(demoPerson(77, catalogue)).toEqual(people[77])
  })

  it('demoPerson begins with the named people, who all live in the first town', () => {
    expect(people.slice(0, 3).map((person) => person.profile.name)).toEqual(['Alice', 'Bob', 'Carol'])
    expect(new Set(people.slice(0, 10).map((person) => person.profile.city))).toEqual(
      new Set([towns[0]!.name]),
    )
  })

  it('demoPerson is what the contract asks of a person', () => {
    for (const { profile, preferences, location } of people) {
      expect(profile.name.length).toBeGreaterThanOrEqual(2)
      const age = 2025 - Number(profile.birth_date.slice(0, 4))
      expect(age).toBeGreaterThanOrEqual(19)
      expect(age).toBeLessThanOrEqual(60)
      expect(profile.bio!.length).toBeLessThanOrEqual(1_000)
      expect(new Set(profile.interests).size).toBe(profile.interests!.length)
      expect(profile.height_cm).toBeGreaterThan(140)
      expect(profile.height_cm).toBeLessThan(215)
      expect(preferences.min_age).toBeGreaterThanOrEqual(18)
      expect(preferences.max_age).toBeGreaterThan(preferences.min_age)
      expect(Math.abs(location.latitude)).toBeLessThan(70)
    }
  })

  it('demoPerson gives a newcomer in the first town many of both to meet', () => {
    const near = people.slice(0, 300).filter((person) => person.profile.city === towns[0]!.name)
    for (const gender of ['WOMAN', 'MAN'] as const) {
      expect(near.filter((person) => person.profile.gender === gender).length).toBeGreaterThan(30)
    }
  })

  it('demoPerson asks for something more now and then, but nobody in the first town, who must see a newcomer with an empty profile', () => {
    const picky = people.filter(({ preferences }) => preferences.filters !== undefined)
    expect(picky.filter(({ profile }) => profile.city === towns[0]!.name)).toEqual([])
    expect(picky.length).toBeGreaterThan(120)
    expect(
      new Set(picky.flatMap(({ preferences }) => Object.keys(preferences.filters!))).size,
    ).toBeGreaterThan(6)
    expect(people.filter(({ preferences }) => preferences.importance !== undefined).length).toBeGreaterThan(
      200,
    )
  })

  it('demoPerson has a Telegram id of its own', () => {
    expect(new Set(people.map((person) => person.telegramId)).size).toBe(people.length)
    expect(people.every((person) => Number.isSafeInteger(person.telegramId))).toBe(true)
  })
})

it('every demo town is somewhere and every demo person in one', () => {
  expect(towns.reduce((sum, town) => sum + town.share, 0)).toBeCloseTo(1)
})
