import { describe, expect, it } from 'vitest'

import { choose, type DueNotice, type DuePerson } from './choose.js'
import { away } from './presence.js'
import { usualWishes } from './settings.js'

const noon = new Date('2026-06-15T12:00:00Z')
const night = new Date('2026-06-15T02:00:00Z')
const morning = new Date('2026-06-15T08:00:00Z')

const notice = (id: string, kind: DueNotice['kind'], more: Partial<DueNotice> = {}): DueNotice => ({
  id,
  kind,
  held: false,
  shownAt: null,
  ...more,
})

const personWith = (due: readonly DueNotice[], more: Partial<DuePerson<DueNotice>> = {}) => ({
  wishes: usualWishes,
  presence: away,
  pace: { unanswered: 0, on: null, digestOn: null },
  isGone: false,
  due,
  ...more,
})

const given = (person: DuePerson<DueNotice>, now = noon): string[] =>
  choose(person, now).give.map(({ id }) => id)

describe('what a person is told now', () => {
  it('is the most urgent of what is due, and one thing at a time', () => {
    expect(given(personWith([notice('a', 'MATCH'), notice('b', 'LIKE')]))).toEqual(['a'])
  })

  it('is nothing that whoever has the app open sees there', () => {
    const open = { presence: { is: 'open' } as const }
    const choice = choose(personWith([notice('a', 'MATCH'), notice('b', 'PHOTO_DECIDED')], open), noon)
    expect(choice.give).toEqual([])
    expect(choice.dropped.map(({ id }) => id)).toEqual(['a'])
    expect(choice.postponed).toEqual([{ id: 'b', dueAt: new Date(noon.getTime() + 15_000), held: false }])
  })

  it('waits for whoever has just left the app, and may be back', () => {
    const until = new Date(noon.getTime() + 9_000)
    const choice = choose(personWith([notice('a', 'MESSAGE')], { presence: { is: 'leaving', until } }), noon)
    expect(choice).toMatchObject({ give: [], postponed: [{ id: 'a', dueAt: until, held: false }] })
  })

  it('is what is decided about the person, even at night, in the app, when all is paused and when they are shut out', () => {
    const person = personWith([notice('a', 'SAFETY'), notice('b', 'LIKE')], {
      presence: { is: 'open' },
      isGone: true,
      wishes: { ...usualWishes, paused: true },
      pace: { unanswered: 10, on: '2026-06-15', digestOn: '2026-06-15' },
    })
    expect(given(person, night)).toEqual(['a'])
  })

  it('waits in quiet hours until they end, and comes then as one', () => {
    const choice = choose(personWith([notice('a', 'MATCH'), notice('b', 'LIKE')]), night)
    expect(choice.postponed).toEqual([
      { id: 'a', dueAt: morning, held: true },
      { id: 'b', dueAt: morning, held: true },
    ])
    const held = [notice('a', 'MATCH', { held: true }), notice('b', 'LIKE', { held: true })]
    expect(choose(personWith(held), morning)).toMatchObject({
      isDigest: true,
      give: [{ id: 'a' }, { id: 'b' }],
    })
  })

  it('is no digest of a single thing', () => {
    const choice = choose(personWith([notice('a', 'MESSAGE', { held: true })]), morning)
    expect(choice).toMatchObject({ isDigest: false, give: [{ id: 'a' }] })
  })
})

describe('somebody who answers nothing', () => {
  const pace = { unanswered: 10, on: '2026-06-15', digestOn: null }

  it('is told no more after ten messages, but in the next morning', () => {
    const choice = choose(personWith([notice('a', 'LIKE')], { pace }), noon)
    expect(choice.postponed).toEqual([{ id: 'a', dueAt: new Date('2026-06-16T08:00:00Z'), held: true }])
  })

  it('still has a message edited that came before', () => {
    const shownAt = new Date(noon.getTime() - 60_000)
    expect(given(personWith([notice('a', 'MESSAGE', { shownAt })], { pace }))).toEqual(['a'])
  })

  it('gets one digest a day', () => {
    const held = [notice('a', 'MATCH', { held: true }), notice('b', 'LIKE', { held: true })]
    const next = new Date('2026-06-16T08:00:00Z')
    expect(choose(personWith(held, { pace }), next)).toMatchObject({ isDigest: true })
    const after = { unanswered: 10, on: '2026-06-16', digestOn: '2026-06-16' }
    expect(choose(personWith(held, { pace: after }), next)).toMatchObject({
      give: [],
      postponed: [{ dueAt: new Date('2026-06-17T08:00:00Z') }, {}],
    })
  })

  it('is told of nine more on the next day after nine', () => {
    expect(given(personWith([notice('a', 'LIKE')], { pace: { ...pace, unanswered: 9 } }))).toEqual(['a'])
  })
})
