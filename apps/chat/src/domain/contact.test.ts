import { expect, it } from 'vitest'

import { contactState, type Offers } from './contact.js'

const offers = (some: Partial<Offers>): Offers => ({
  mine: false,
  theirs: false,
  isTheirsWithheld: false,
  isOtherUnheard: false,
  wasShared: false,
  ...some,
})

it('shares contacts only when both want it', () => {
  expect(contactState(offers({}))).toEqual({ offered: false, participantOffers: false, shared: false })
  expect(contactState(offers({ mine: true }))).toMatchObject({ offered: true, shared: false })
  expect(contactState(offers({ theirs: true }))).toMatchObject({ participantOffers: true, shared: false })
  expect(contactState(offers({ mine: true, theirs: true }))).toMatchObject({ shared: true })
})

it('lets no offer of a hidden person pass to the other, and none to a hidden person that was made meanwhile', () => {
  const nothing = { offered: true, participantOffers: false, shared: false }
  for (const why of [{ isOtherUnheard: true }, { isTheirsWithheld: true }])
    expect(contactState(offers({ mine: true, theirs: true, ...why }))).toEqual(nothing)
})

it('leaves contacts shared that were shared before one was hidden', () => {
  const state = contactState(offers({ mine: true, theirs: true, wasShared: true, isOtherUnheard: true }))
  expect(state).toEqual({ offered: true, participantOffers: true, shared: true })
})
