import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { ageOn } from '@kindred/kernel'

import { readBirthDate } from './age.js'

const at = (text: string) => new Date(text)
const day = fc.date({ min: at('1890-01-01T00:00:00Z'), max: at('2100-12-31T23:59:59Z'), noInvalidDate: true })
const textOf = (date: Date) => date.toISOString().slice(0, 10)

describe('ageOn', () => {
  it.each([
    ['2008-11-22', '2026-11-21T23:59:59Z', 17],
    ['2008-11-22', '2026-11-22T00:00:00Z', 18],
    ['2008-11-22', '2026-11-22T00:30:00+02:00', 17],
    ['2008-02-29', '2026-02-28T23:59:59Z', 17],
    ['2008-02-29', '2026-03-01T00:00:00Z', 18],
    ['2004-02-29', '2024-02-29T00:00:00Z', 20],
  ])('says that who was born on %s is at %s %i years old', (birth, now, age) => {
    expect(ageOn(birth, at(now))).toBe(age)
  })

  it('counts the birthdays that have come, for every day of birth and every moment', () => {
    fc.assert(
      fc.property(day, day, (birth, now) => {
        fc.pre(birth <= now)
        // A 29 February that a year does not have is its 1 March: Date.UTC rolls over in the same way.
        const birthday = (year: number) => Date.UTC(year, birth.getUTCMonth(), birth.getUTCDate())
        let count = 0
        for (let year = birth.getUTCFullYear() + 1; birthday(year) <= now.getTime(); year++) count++
        expect(ageOn(textOf(birth), now)).toBe(count)
      }),
    )
  })
})

describe('readBirthDate', () => {
  const now = at('2026-11-22T12:00:00Z')

  it.each(['2008-11-22', '1926-11-22', '1925-11-23'])('takes %s', (birth) => {
    expect(readBirthDate(birth, now)).toBe(birth)
  })

  it.each([
    ['2008-11-23', 'PROFILE_UNDERAGE'],
    ['2030-01-01', 'PROFILE_UNDERAGE'],
    ['1925-11-22', 'BIRTH_DATE_INVALID'],
    ['2001-02-29', 'BIRTH_DATE_INVALID'],
    ['2001-13-01', 'BIRTH_DATE_INVALID'],
    ['2001-1-1', 'BIRTH_DATE_INVALID'],
    ['', 'BIRTH_DATE_INVALID'],
  ])('refuses %s with %s', (birth, code) => {
    expect(() => readBirthDate(birth, now)).toThrow(code)
  })

  it('lets in exactly those who are 18 to 100 years old', () => {
    fc.assert(
      fc.property(day, day, (birth, moment) => {
        const age = ageOn(textOf(birth), moment)
        const read = () => readBirthDate(textOf(birth), moment)
        if (age >= 18 && age <= 100) expect(read()).toBe(textOf(birth))
        else expect(read).toThrow(age < 18 ? 'PROFILE_UNDERAGE' : 'BIRTH_DATE_INVALID')
      }),
    )
  })
})
