import { describe, expect, it } from 'vitest'

import { type FactFilterDraft, filterFacts } from '@kindred/facts'

import { type FiltersDraft, readFilters } from './filters.js'

const noFacts = Object.fromEntries(
  filterFacts.map(({ filter, kind }) => [filter.key, kind === 'flag' ? false : []]),
) as unknown as FactFilterDraft
const nothing: FiltersDraft = { ...noFacts, interests: [], languages: [] }
const at = (pointer: string) => expect.objectContaining({ fields: [expect.objectContaining({ pointer })] })

describe('readFilters', () => {
  it('is null for filters that ask for nothing', () => {
    expect(readFilters(undefined)).toBeNull()
    expect(readFilters(nothing)).toBeNull()
  })

  it.each([
    ...filterFacts.map(({ filter, kind, values }) => ({
      [filter.key]: kind === 'flag' ? true : [values.at(-1)!],
    })),
    { interests: ['tea'] },
    { languages: ['en'] },
    { minHeightCm: 160 },
    { maxHeightCm: 190 },
  ])('keeps the one thing that is asked for: %o', (asked) => {
    const [value] = Object.values(asked)
    const kept = Object.values(readFilters({ ...nothing, ...asked }) ?? {})
    expect(kept).toContainEqual(value)
  })

  it('takes one height and refuses a range that is upside down', () => {
    expect(readFilters({ ...nothing, minHeightCm: 180, maxHeightCm: 180 })).toMatchObject({
      min_height_cm: 180,
    })
    const upsideDown = () => readFilters({ ...nothing, minHeightCm: 181, maxHeightCm: 180 })
    expect(upsideDown).toThrow('HEIGHT_RANGE_INVALID')
    expect(upsideDown).toThrow(at('/filters/min_height_cm'))
  })

  it.each([
    [{ goals: ['CHAT', 'UNSPECIFIED'] }, 'CHOICE_UNKNOWN', '/filters/goals/1'],
    [{ smoking: ['UNRECOGNIZED'] }, 'CHOICE_UNKNOWN', '/filters/smoking/0'],
    [{ children: ['UNSPECIFIED'] }, 'CHOICE_UNKNOWN', '/filters/children/0'],
    [{ interests: ['tea', 'x'] }, 'INTEREST_UNKNOWN', '/filters/interests/1'],
    [{ languages: ['xx'] }, 'LANGUAGE_UNKNOWN', '/filters/languages/0'],
  ])('names what it does not know: %o', (asked, code, pointer) => {
    expect(() => readFilters({ ...nothing, ...asked })).toThrow(code)
    expect(() => readFilters({ ...nothing, ...asked })).toThrow(at(pointer))
  })
})
