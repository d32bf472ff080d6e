import { describe, expect, it } from 'vitest'

import { interestIds, interests, languageCodes, languages } from './catalogue.js'

describe('the catalogue', () => {
  it('offers about 60 interests in groups, each id once', () => {
    expect(interests.length).toBeGreaterThanOrEqual(55)
    expect(interestIds.size).toBe(interests.length)
    expect(
      interests.every(({ id, label, group }) => /^[a-z_]+$/.test(id) && label !== '' && group !== ''),
    ).toBe(true)
  })

  it('offers languages by two-letter code', () => {
    expect(languages.length).toBeGreaterThanOrEqual(30)
    expect([...languageCodes].every((code) => /^[a-z]{2}$/.test(code))).toBe(true)
  })
})
