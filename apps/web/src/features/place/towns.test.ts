import { describe, expect, it } from 'vitest'

import { findTowns, kmBetween, townNear, towns } from './towns.js'

describe('towns', () => {
  it('are each on Earth and named once', () => {
    expect(new Set(towns.map(({ en }) => en)).size).toBe(towns.length)
    expect(towns.every(({ latitude, longitude }) => Math.abs(latitude) < 70 && Math.abs(longitude) <= 180)).toBe(true)
  })

  it('are found in either language, without accents, those that begin so first', () => {
    expect(findTowns('ри', 'ru')[0]?.ru).toBe('Рига')
    expect(findTowns('Jur', 'en').map(({ en }) => en)).toEqual(['Jūrmala'])
    expect(findTowns('ri', 'en')[0]?.en).toBe('Riga')
    expect(findTowns('  ', 'en')).toHaveLength(towns.length)
    expect(findTowns('zzz', 'en')).toEqual([])
  })
})

describe('townNear', () => {
  it('names the town of a position and nothing far away', () => {
    expect(townNear({ latitude: 56.95, longitude: 24.2 })?.en).toBe('Riga')
    expect(townNear({ latitude: 0, longitude: 0 })).toBeUndefined()
  })

  it('measures across the date line', () => {
    const east = { latitude: 0, longitude: 179.9 }
    expect(kmBetween(east, { latitude: 0, longitude: -179.9 })).toBeCloseTo(22.24, 1)
  })
})
