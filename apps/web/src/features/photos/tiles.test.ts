import { describe, expect, it } from 'vitest'

import type { OwnPhoto, Photo } from '@kindred/client'

import { isPhoto, moved, nearestIndex, tilesOf, type Upload } from './tiles.js'

const photo = (id: string): Photo => ({ media_id: id, thumbhash: '', width: 1, height: 1 })
const own = (id: string, status: OwnPhoto['status']): OwnPhoto => ({ ...photo(id), status, created_at: '' })

describe('tilesOf', () => {
  it('tilesOf shows the profile in its order, then what is held, oldest first, then uploads, the broken ones last', () => {
    const stored = [own('d', 'REJECTED'), own('c', 'PENDING'), own('b', 'APPROVED'), own('a', 'APPROVED')]
    const tiles = tilesOf([photo('b'), photo('a')], stored, [
      { key: 'broken', failure: new Error('no network') } as Upload,
      { key: 'u' } as Upload,
    ])
    expect(tiles.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'shown b',
      'shown a',
      'held c',
      'held d',
      'upload u',
      'upload broken',
    ])
    expect(tiles.filter(isPhoto).map(({ key }) => key)).toEqual(['b', 'a', 'c'])
  })
})

describe('moved', () => {
  it.each([
    [0, 2, 'bca'],
    [2, 0, 'cab'],
    [1, 1, 'abc'],
    [7, 0, 'abc'],
  ])('a photo moves from place %i to %i', (from, to, order) => {
    expect(moved(['a', 'b', 'c'], from, to).join('')).toBe(order)
  })
})

it('nearestIndex finds the square under the finger', () => {
  const middles = [
    [50, 50],
    [150, 50],
    [50, 150],
  ] as const
  expect(nearestIndex([60, 140], middles)).toBe(2)
  expect(nearestIndex([400, 0], middles)).toBe(1)
})
