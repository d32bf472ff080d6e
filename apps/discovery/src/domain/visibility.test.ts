import { expect, it } from 'vitest'

import { type Between, isVisible } from './visibility.js'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const nothing: Between = {
  isApart: false,
  isVeiled: false,
  isHidden: false,
  isMatch: false,
  theirSwipe: null,
  swipedAt: null,
  deckMadeAt: null,
  leftDeckAt: null,
}

it.each<[boolean, string, Partial<Between>]>([
  [false, 'strangers', {}],
  [true, 'a match', { isMatch: true, theirSwipe: 'LIKE', swipedAt: ago(10_000) }],
  [true, 'a like that waits', { theirSwipe: 'LIKE' }],
  [true, 'a superlike that waits', { theirSwipe: 'SUPERLIKE' }],
  [false, 'a pass', { theirSwipe: 'PASS' }],
  [true, 'a like that was passed on a while ago', { theirSwipe: 'LIKE', swipedAt: ago(59) }],
  [false, 'a like that was passed on long ago', { theirSwipe: 'LIKE', swipedAt: ago(61) }],
  [false, 'an own like alone', { swipedAt: ago(1) }],
  [true, 'a deck of now', { deckMadeAt: ago(1) }],
  [true, 'a deck that was shown within the hour', { deckMadeAt: ago(69) }],
  [false, 'a deck that was shown before', { deckMadeAt: ago(71) }],
  [true, 'a deck that was replaced within the hour', { leftDeckAt: ago(59) }],
  [false, 'a deck that was replaced before', { leftDeckAt: ago(61) }],
])('whether somebody is visible is %s for %s', (visible, _what, between) => {
  expect(isVisible({ ...nothing, ...between }, now)).toBe(visible)
  expect(isVisible({ ...nothing, ...between, isApart: true }, now)).toBe(false)
  expect(isVisible({ ...nothing, ...between, isHidden: true }, now)).toBe(false)
  expect(isVisible({ ...nothing, ...between, isVeiled: true }, now)).toBe(false)
})
