import type { Person } from '../domain/search.js'
import { traitWords } from '../domain/traits.js'
import { wordCount, type Words } from '../domain/words.js'
import { wordColumns } from '../store/candidate-columns.js'
import { fieldOf, firstField, type RowFormat } from './copied-rows.js'
import type { Crowd } from './regions.js'

// Four-byte fields first, then two-byte ones, then those that may be null: so most stand at a fixed place of a row.
const wide = ['slot', 'cell', 'rank', 'active_hour', 'birth_day', 'x', 'y', 'z']
const narrow = ['min_age', 'max_age', 'max_km', 'height', 'min_height', 'max_height']
const optional = ['wanted_interests', 'wanted_languages']

/** Copies everybody in the pool, in `personFormat`. */
export const copyPeople = `copy (
  select ${[...wide, ...wordColumns, ...narrow, ...optional].join(', ')} from candidate where discoverable
) to stdout (format binary)`

/** Copies the number of people in each cell, in `crowdFormat`. */
export const copyCrowds = `copy (
  select cell, x, y, z, count(*)::integer from candidate where discoverable group by cell, x, y, z
) to stdout (format binary)`

const four = fieldOf(4)
const two = fieldOf(2)
const traitsAt = firstField + four * wide.length
const acceptedAt = traitsAt + four * traitWords
const interestsAt = acceptedAt + four * traitWords
const languagesAt = interestsAt + four * wordCount.interests
const narrowAt = languagesAt + four * wordCount.languages
const optionalAt = narrowAt + two * narrow.length
/** The header of an array: dimensions, flags and type, then the length and first index of its one dimension. */
const arrayHeader = 5 * 4

export const personFormat: RowFormat<Person> = {
  end(view, row) {
    // Each length stands before its field.
    let end = row + optionalAt - 4
    for (let left = optional.length; left > 0; left--) {
      if (end + 4 > view.byteLength) return Infinity
      end += 4 + Math.max(0, view.getInt32(end))
    }
    return end
  },
  read(view, row) {
    const at = row + firstField
    const wanted = arrayAt(view, row + optionalAt)
    return {
      slot: view.getInt32(at),
      cell: view.getInt32(at + four),
      rank: view.getInt32(at + 2 * four),
      activeHour: view.getInt32(at + 3 * four),
      birthDay: view.getInt32(at + 4 * four),
      x: view.getFloat32(at + 5 * four),
      y: view.getFloat32(at + 6 * four),
      z: view.getFloat32(at + 7 * four),
      traits: wordsAt(view, row + traitsAt, traitWords),
      accepted: wordsAt(view, row + acceptedAt, traitWords),
      interests: wordsAt(view, row + interestsAt, wordCount.interests),
      languages: wordsAt(view, row + languagesAt, wordCount.languages),
      minAge: view.getInt16(row + narrowAt),
      maxAge: view.getInt16(row + narrowAt + two),
      maxKm: view.getInt16(row + narrowAt + 2 * two),
      height: view.getInt16(row + narrowAt + 3 * two),
      minHeight: view.getInt16(row + narrowAt + 4 * two),
      maxHeight: view.getInt16(row + narrowAt + 5 * two),
      wantedInterests: wanted.words,
      wantedLanguages: arrayAt(view, wanted.next).words,
    }
  },
}

export const crowdFormat: RowFormat<Crowd> = {
  end: (_view, row) => row + firstField + 5 * four - 4,
  read: (view, row) => ({
    cell: view.getInt32(row + firstField),
    x: view.getFloat32(row + firstField + four),
    y: view.getFloat32(row + firstField + 2 * four),
    z: view.getFloat32(row + firstField + 3 * four),
    people: view.getInt32(row + firstField + 4 * four),
  }),
}

/** The words in a number of four-byte fields. */
function wordsAt(view: DataView, at: number, count: number): Words {
  const words: number[] = []
  for (let word = 0; word < count; word++) words.push(view.getInt32(at + word * four))
  return words
}

/** The words of an array, undefined for NULL, whose length is -1; and where the next field begins. */
function arrayAt(view: DataView, at: number): { words: Words | undefined; next: number } {
  const length = view.getInt32(at - 4)
  if (length < 0) return { words: undefined, next: at + 4 }
  return {
    words: wordsAt(view, at + arrayHeader + 4, Math.max(0, (length - arrayHeader) / four)),
    next: at + length + 4,
  }
}
