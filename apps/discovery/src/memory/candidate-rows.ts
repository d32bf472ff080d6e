import { type Person } from '../domain/search.js'
import { type Words } from '../domain/words.js'
import { fieldOf, firstField, type RowFormat } from './copied-rows.js'
import { type Crowd } from './regions.js'

// Fields of four bytes, then those of two, then what may be absent: most stand at a fixed place of a row.
const wide = ['slot', 'cell', 'rank', 'active_hour', 'birth_day', 'traits', 'accepted', 'x', 'y', 'z']
const words = ['interests_0', 'interests_1', 'interests_2', 'languages_0', 'languages_1']
const narrow = ['min_age', 'max_age', 'max_km', 'height', 'min_height', 'max_height']
const optional = ['wanted_interests', 'wanted_languages']

/** Everybody in the pool, to be read by `personFormat`. */
export const copyPeople = `copy (
  select ${[...wide, ...words, ...narrow, ...optional].join(', ')} from candidate where discoverable
) to stdout (format binary)`

/** How many people are where, to be read by `crowdFormat`. */
export const copyCrowds = `copy (
  select cell, x, y, z, count(*)::integer from candidate where discoverable group by cell, x, y, z
) to stdout (format binary)`

const four = fieldOf(4)
const two = fieldOf(2)
const narrowAt = firstField + four * (wide.length + words.length)
const optionalAt = narrowAt + two * narrow.length
/** Of an array: dimensions, flags and type, and the length and first index of the one dimension. */
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
    const wanted = wordsAt(view, row + optionalAt)
    return {
      slot: view.getInt32(at),
      cell: view.getInt32(at + four),
      rank: view.getInt32(at + 2 * four),
      activeHour: view.getInt32(at + 3 * four),
      birthDay: view.getInt32(at + 4 * four),
      traits: view.getInt32(at + 5 * four),
      accepted: view.getInt32(at + 6 * four),
      x: view.getFloat32(at + 7 * four),
      y: view.getFloat32(at + 8 * four),
      z: view.getFloat32(at + 9 * four),
      interests: [
        view.getInt32(at + 10 * four),
        view.getInt32(at + 11 * four),
        view.getInt32(at + 12 * four),
      ],
      languages: [view.getInt32(at + 13 * four), view.getInt32(at + 14 * four)],
      minAge: view.getInt16(row + narrowAt),
      maxAge: view.getInt16(row + narrowAt + two),
      maxKm: view.getInt16(row + narrowAt + 2 * two),
      height: view.getInt16(row + narrowAt + 3 * two),
      minHeight: view.getInt16(row + narrowAt + 4 * two),
      maxHeight: view.getInt16(row + narrowAt + 5 * two),
      wantedInterests: wanted.words,
      wantedLanguages: wordsAt(view, wanted.next).words,
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

/** An array of integers or NULL, whose length is -1; and where the next field begins. */
function wordsAt(view: DataView, at: number): { words: Words | undefined; next: number } {
  const length = view.getInt32(at - 4)
  if (length < 0) return { words: undefined, next: at + 4 }
  const count = Math.max(0, (length - arrayHeader) / four)
  const words = Array.from({ length: count }, (_, word) => view.getInt32(at + arrayHeader + 4 + word * four))
  return { words, next: at + length + 4 }
}
