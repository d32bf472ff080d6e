import { describe, expect, it } from 'vitest'

import { KindredError, type Profile, textLimits } from '@kindred/client'
import { type OwnTextName, ownTexts } from '@kindred/facts'

import { ageOn, type Details, detailsOf, isoDate, noDetails, toCreate, toPatch } from './details.js'
import { checkDetails, errorsOf } from './field-errors.js'

const today = '2026-11-22'
const filled: Details = {
  ...noDetails,
  name: ' Anna ',
  birthDate: { year: '1996', month: '4', day: '2' },
  gender: 'WOMAN',
  bio: '  ',
  interests: ['tea'],
  height: '171',
}
const profile = {
  name: 'Anna',
  birth_date: '1996-04-02',
  age: 30,
  gender: 'WOMAN',
  interests: ['tea'],
  languages: [],
  bio: 'Climber.',
  height_cm: 171,
  photos: [],
  city_names: [],
  completeness: 0.3,
  has_location: false,
  user_id: '',
  paused: false,
  verified: false,
  created_at: '',
  updated_at: '',
} as Profile

describe('dates', () => {
  it.each([
    [{ year: '1996', month: '2', day: '29' }, '1996-02-29'],
    [{ year: '1997', month: '2', day: '29' }, undefined],
    [{ year: '1997', month: '', day: '29' }, undefined],
  ])('the date %j is %s', (date, iso) => {
    expect(isoDate(date)).toBe(iso)
  })

  it('dates make an age that grows on the birthday', () => {
    expect(ageOn('2008-11-22', today)).toBe(18)
    expect(ageOn('2008-11-23', today)).toBe(17)
  })
})

describe('a new profile', () => {
  it('a new profile holds what is filled in and nothing else', () => {
    const request = {
      name: 'Anna',
      birth_date: '1996-04-02',
      gender: 'WOMAN',
      interests: ['tea'],
      height_cm: 171,
    }
    expect(toCreate(filled)).toEqual(request)
  })

  it('a new profile is not asked for before name, birthday and gender are there', () => {
    expect(toCreate({ ...filled, gender: undefined })).toBeUndefined()
    expect(toCreate({ ...filled, name: ' ' })).toBeUndefined()
  })
})

describe('a name, a bio and a town', () => {
  const grin = '😀'
  it.each([
    [{ name: '伟' }, {}],
    [{ name: ' O ' }, {}],
    [{ name: `${grin}${grin}` }, { name: 'form-error-name' }],
    [{ name: '\u3164' }, { name: 'form-error-name' }],
    [{ name: `a${grin.repeat(49)}` }, {}],
    [{ name: `a${grin.repeat(50)}` }, { name: 'form-error-name' }],
    [{ bio: `${grin.repeat(1_000)}\u200B \r\n` }, {}],
    [{ bio: grin.repeat(1_001) }, { bio: 'form-error-bio' }],
    [{ city: 'x'.repeat(101) }, { city: 'form-error-city' }],
  ])('a name, a bio and a town are counted as they are kept: %j', (change, errors) => {
    expect(checkDetails({ ...filled, ...change }, today)).toEqual(errors)
  })
})

describe('a changed profile', () => {
  it('a changed profile sends what changed, and null for what was emptied', () => {
    const details = { ...detailsOf(profile), bio: '', goal: 'CHAT' as const, interests: ['tea', 'cats'] }
    expect(toPatch(profile, details)).toEqual({ bio: null, goal: 'CHAT', interests: ['tea', 'cats'] })
  })

  it('a changed profile sends nothing when nothing changed', () => {
    expect(toPatch(profile, detailsOf(profile))).toEqual({})
  })
})

describe.each(ownTexts.map(({ name }) => name))('the text %s of a profile', (name: OwnTextName) => {
  const { most } = textLimits.UpdateMyProfileRequest[name]
  const filledWith = (text: string): Details => ({ ...filled, [name]: text })

  it('is empty at first, and the input holds what is stored', () => {
    expect(noDetails[name]).toBe('')
    expect(detailsOf({ ...profile, [name]: 'Words.' })[name]).toBe('Words.')
  })

  it('is sent as it is kept when it changed, cleared when it was emptied, and not sent when it did not', () => {
    expect(toCreate(filledWith(' Words. '))).toHaveProperty(name, 'Words.')
    const stored = { ...profile, [name]: 'Words.' }
    const changed = (text: string) => toPatch(stored, { ...detailsOf(stored), [name]: text })
    expect(changed(' More words.')).toEqual({ [name]: 'More words.' })
    expect(changed(' ')).toEqual({ [name]: null })
    expect(changed(' Words. ')).toEqual({})
  })

  it('has an error at its input when it is too long or the server refuses it', () => {
    expect(checkDetails(filledWith('x'.repeat(most)), today)).toEqual({})
    expect(Object.keys(checkDetails(filledWith('x'.repeat(most + 1)), today))).toEqual([name])
    const errors = [{ pointer: `/${name}`, code: 'INVALID', detail: '' }]
    const problem = { type: '', title: '', status: 422, detail: '', code: 'INVALID', errors }
    expect(Object.keys(errorsOf(new KindredError(problem)))).toEqual([name])
  })
})

describe('checkDetails', () => {
  it('checkDetails finds nothing wrong with what every profile has', () => {
    expect(checkDetails(filled, today)).toEqual({})
  })

  it('checkDetails names what is missing, too young or impossible', () => {
    expect(checkDetails(noDetails, today)).toEqual({
      name: 'form-error-name',
      birth_date: 'form-error-birth-date',
      gender: 'form-error-choose',
    })
    const young = { ...filled, birthDate: { year: '2008', month: '11', day: '23' } }
    expect(checkDetails(young, today).birth_date).toBe('form-error-underage')
    expect(checkDetails({ ...filled, height: '99' }, today).height_cm).toBe('form-error-height')
  })
})

describe('errorsOf', () => {
  it.each([
    ['NAME_POSES_AS_STAFF', 'POSES_AS_STAFF', 'form-error-name-staff'],
    ['NAME_HAS_CONTACT', 'CONTACT', 'form-error-name-contact'],
  ])('errorsOf says what a name must not be: %s', (code, fault, text) => {
    const problem = {
      type: '',
      title: '',
      status: 400,
      detail: '',
      instance: '',
      request_id: '',
      code,
    }
    const error = new KindredError({ ...problem, errors: [{ pointer: '/name', code: fault, detail: '' }] })
    expect(errorsOf(error)).toEqual({ name: text })
  })

  it('errorsOf puts each refused field of a problem at its input', () => {
    const errors = [
      { pointer: '/birth_date', code: 'UNDERAGE', detail: '' },
      { pointer: '/interests/3', code: 'UNKNOWN', detail: '' },
      { pointer: '/elsewhere', code: 'INVALID', detail: '' },
    ]
    const problem = { type: '', title: '', status: 422, detail: '', code: 'INVALID', errors }
    expect(errorsOf(new KindredError(problem))).toEqual({
      birth_date: 'form-error-underage',
      interests: 'form-error-interests',
    })
    expect(errorsOf(new Error('bug'))).toEqual({})
  })
})
