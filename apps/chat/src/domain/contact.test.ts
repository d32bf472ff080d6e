import { expect, it } from 'vitest'

import { contactState, type Offers } from './contact.js'

const offers = (some: Partial<Offers>): Offers => ({
  mine: false,
  theirs: false,
  wasShared: false,
  isOneUnheard: false,
  ...some,
})

it('shares contacts only when both want it', () => {
  expect(contactState(offers({}))).toEqual({ offered: false, participantOffers: false, shared: false })
  expect(contactState(offers({ mine: true }))).toMatchObject({ offered: true, shared: false })
  expect(contactState(offers({ theirs: true }))).toMatchObject({ participantOffers: true, shared: false })
  expect(contactState(offers({ mine: true, theirs: true }))).toMatchObject({ shared: true })
})

it('lets no offer pass between a hidden person and the other', () => {
  const both = contactState(offers({ mine: true, theirs: true, isOneUnheard: true }))
  expect(both).toEqual({ offered: true, participantOffers: false, shared: false })
})

it('leaves contacts shared that were shared before one was hidden', () => {
  const state = contactState(offers({ mine: true, theirs: true, wasShared: true, isOneUnheard: true }))
  expect(state).toEqual({ offered: true, participantOffers: true, shared: true })
})
