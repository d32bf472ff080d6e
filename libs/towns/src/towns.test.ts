import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { findTowns, kmBetween, namesOf, nearestTowns } from './index.js'
import { allTowns } from './town.js'

const world = { countries: [] }
const found = (typed: string, language: 'en' | 'ru' = 'en', limit = 20) =>
  findTowns(typed, limit, world).map(({ names }) => names[language])

describe('all towns', () => {
  it('are on Earth, have a name in each language and an id of their own, on every continent', () => {
    const towns = [...allTowns()]
    expect(towns.length).toBeGreaterThan(30_000)
    expect(new Set(towns.map(({ id }) => id)).size).toBe(towns.length)
    const isSound = ({ names, country, latitude, longitude }: (typeof towns)[number]) =>
      Object.values(names).every((name) => name.length > 0) &&
      /^[A-Z]{2}$/.test(country) &&
      Math.abs(latitude) < 80 &&
      Math.abs(longitude) <= 180
    expect(towns.filter((town) => !isSound(town))).toEqual([])
    expect(new Set(towns.map(({ country }) => country)).size).toBeGreaterThan(190)
  })
})

describe('a search', () => {
  it('finds a town by its name in either alphabet, and names it in the language of the reader', () => {
    expect(found('Riga')[0]).toBe('Riga')
    expect(found('Рига')[0]).toBe('Riga')
    expect(found('riga', 'ru')[0]).toBe('Рига')
    expect(found('мюнхен')[0]).toBe('Munich')
    expect(found('new york', 'ru')[0]).toBe('Нью-Йорк')
  })

  it('of two letters shows names that begin so, the larger first, and no name that only holds them', () => {
    for (const [typed, language] of [
      ['ri', 'en'],
      ['ри', 'ru'],
    ] as const) {
      const names = found(typed, language, 50)
      expect(names).toContain(language === 'en' ? 'Riga' : 'Рига')
      expect(names).not.toContain(language === 'en' ? 'Paris' : 'Париж')
      expect(names.indexOf(language === 'en' ? 'Rio de Janeiro' : 'Рио-де-Жанейро')).toBeLessThan(3)
    }
  })

  it('finds a town by what it is called at home, elsewhere and long ago', () => {
    const first = (typed: string) => found(typed)[0]
    expect(['Wien', 'münchen', 'Roma', 'Lisboa', 'Praha', 'Warszawa', 'Firenze', 'Köln'].map(first)).toEqual(
      ['Vienna', 'Munich', 'Rome', 'Lisbon', 'Prague', 'Warsaw', 'Florence', 'Köln'].map(
        (name) => found(name)[0],
      ),
    )
    expect(['kiev', 'bombay', 'Moskva', 'NYC', 'Saigon', 'odessa'].map(first)).toEqual([
      'Kyiv',
      'Mumbai',
      'Moscow',
      'New York City',
      'Ho Chi Minh City',
      'Odesa',
    ])
  })

  it('tells towns of one name apart by their states', () => {
    const regions = findTowns('springfield', 5, world).map(({ region }) => region)
    expect(new Set(regions).size).toBe(regions.length)
  })

  it('takes what people type: no accents, no hyphens, a later word, too many spaces', () => {
    expect(found('sao paulo')[0]).toBe('São Paulo')
    expect(found('  SAINT   petersburg ')[0]).toBe('Saint Petersburg')
    expect(found('нью йорк', 'ru')[0]).toBe('Нью-Йорк')
    expect(found('janeiro')).toContain('Rio de Janeiro')
    expect(found('lodz')[0]).toBe('Łódź')
    expect(found('орел', 'ru')[0]).toBe('Орёл')
  })

  it('finds nothing for nothing, for signs and for what is no town', () => {
    for (const typed of ['', '  ', '---', 'zzzzzz', '\u0000']) expect(found(typed)).toEqual([])
  })

  it('stays in the countries that it is narrowed to', () => {
    const baltic = findTowns('r', 20, { countries: ['LV', 'EE'] })
    expect(baltic[0]?.names.en).toBe('Riga')
    expect(baltic.every(({ country }) => ['LV', 'EE'].includes(country))).toBe(true)
  })

  it('finds every town by its whole name', () => {
    const towns = [...allTowns()]
    fc.assert(
      fc.property(fc.nat(towns.length - 1), (index) => {
        const town = towns[index]!
        for (const name of Object.values(town.names))
          expect(findTowns(name, 1_000, world).map(({ id }) => id)).toContain(town.id)
      }),
    )
  })
})

describe('the nearest towns', () => {
  it('are those around a position, nearest first, and none in the middle of the sea', () => {
    expect(nearestTowns({ latitude: 56.95, longitude: 24.1 }, 3, world)[0]?.names.en).toBe('Riga')
    expect(nearestTowns({ latitude: 0, longitude: -30 }, 3, world)).toEqual([])
  })

  it('are found across the date line', () => {
    const [nearest] = nearestTowns({ latitude: 64.73, longitude: -179.9 }, 1, { countries: [] })
    expect(nearest === undefined || kmBetween({ latitude: 64.73, longitude: -179.9 }, nearest) <= 50).toBe(
      true,
    )
    const east = { latitude: 0, longitude: 179.9 }
    expect(kmBetween(east, { latitude: 0, longitude: -179.9 })).toBeCloseTo(22.24, 1)
  })
})

describe('the names of a city', () => {
  it('are those of the largest town that is called so, however it was written', () => {
    const both = (en: string, ru: string) => [
      { language: 'en', name: en },
      { language: 'ru', name: ru },
    ]
    expect(namesOf('riga')).toEqual(both('Riga', 'Рига'))
    expect(namesOf('Москва')).toEqual(both('Moscow', 'Москва'))
    expect(namesOf('München')).toEqual(both('Munich', 'Мюнхен'))
  })

  it('are those of a town that is called so itself rather than of a larger one that also was', () => {
    const largestOf = new Map<string, string>()
    for (const { names } of allTowns())
      for (const name of Object.values(names)) if (!largestOf.has(name)) largestOf.set(name, names.ru)
    const named = [...largestOf]
    fc.assert(
      fc.property(fc.nat(named.length - 1), (index) => {
        const [name, ru] = named[index]!
        expect(namesOf(name)[1]).toEqual({ language: 'ru', name: ru })
      }),
    )
  })

  it('are none for what is no town', () => {
    expect(namesOf('Hogwarts')).toEqual([])
    expect(namesOf('')).toEqual([])
  })
})
