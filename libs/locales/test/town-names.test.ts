import { describe, expect, it } from 'vitest'

import { countryName, townName } from '../src/town-names.js'

describe('a town', () => {
  it('a town is named in the language of the reader', () => {
    const names = [
      { language: 'en', name: 'Riga' },
      { language: 'ru', name: 'Рига' },
    ]
    expect([townName({ names }, 'en'), townName({ names }, 'ru')]).toEqual(['Riga', 'Рига'])
  })

  it('a town lies in a country that is named so, too, or by its code', () => {
    expect([countryName('LV', 'en'), countryName('LV', 'ru')]).toEqual(['Latvia', 'Латвия'])
    expect(countryName('??', 'en')).toBe('??')
  })
})
