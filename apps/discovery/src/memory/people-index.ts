import { chord2, kilometresOf } from '../domain/place.js'
import { activeHours, countedInterests, unitsPerHour, weightUnits } from '../domain/score.js'
import { type Found, type Person, type Search } from '../domain/search.js'
import { accepts, bitCount, maskOf, type TraitGroup } from '../domain/traits.js'
import { meets } from '../domain/words.js'

/** The slots of the people who stand in a relation to the viewer. */
export interface Around {
  /** Swiped and blocked people, on whichever side: never shown again. */
  readonly seen: Iterable<number>
  /** Who liked the viewer and waits for an answer. */
  readonly likers: Iterable<number>
}

/** A filter that can hide people. */
export type PoolCode = TraitGroup | 'age' | 'distance' | 'theirs' | 'seen' | 'interests' | 'languages' | 'height'

/** What the filters do to the people around. */
export interface PoolCounts {
  /** Who pass everything. */
  readonly total: number
  /** Who pass everything but this filter. */
  readonly hides: Readonly<Record<PoolCode, number>>
  /** Of those whom the age range hides, who are inside the wider one. */
  readonly addsAge: number
}

/** The people of the pool in memory. */
export interface PeopleIndex {
  readonly size: number
  /** What its buffers hold. */
  readonly bytes: number
  put(person: Person): void
  remove(slot: number): void
  has(slot: number): boolean
  find(search: Search, around: Around, limit: number): Found[]
  judge(search: Search, around: Around, slots: Iterable<number>): Found[]
  pool(search: Search, around: Around, wider: Pick<Search, 'bornFrom' | 'bornUntil' | 'maxKm'>): PoolCounts
  /** False when people whom the search may reach are not held in memory. */
  covers(search: Search): boolean
}

const traitCodes: TraitGroup[] = [
  'gender',
  'goals',
  'smoking',
  'drinking',
  'children',
  'education',
  'has_photo',
  'verified',
]

/** An empty index. */
export function createPeopleIndex(_options: { readonly capacity?: number } = {}): PeopleIndex {
  const people = new Map<number, Person>()
  const judge = (search: Search, around: Around, slots: Iterable<number>): Found[] => {
    const [seen, likers] = [new Set(around.seen), new Set(around.likers)]
    return [...slots].flatMap((slot) => {
      const person = people.get(slot)
      if (!person || failures(person, search, seen).length > 0) return []
      const km = kilometresOf(chord2(person, search.viewer))
      return [{ slot, score: scoreOf(person, search, km) + (likers.has(slot) ? weightUnits.liked_you : 0), km }]
    })
  }
  return {
    get size() {
      return people.size
    },
    get bytes() {
      return 400 * people.size
    },
    put: (person) => void people.set(person.slot, person),
    remove: (slot) => void people.delete(slot),
    has: (slot) => people.has(slot),
    judge,
    find: (search, around, limit) =>
      judge(search, around, people.keys())
        .sort((a, b) => b.score - a.score || a.slot - b.slot)
        .slice(0, limit),
    pool(search, around, wider) {
      const seen = new Set(around.seen)
      const hides: Partial<Record<PoolCode, number>> = {}
      let [total, addsAge] = [0, 0]
      for (const code of [...traitCodes, ...otherCodes]) hides[code] = 0
      for (const person of people.values()) {
        if (person.slot === search.viewer.slot || person.activeHour <= search.nowHour - activeHours) continue
        if (kilometresOf(chord2(person, search.viewer)) >= wider.maxKm) continue
        const failed = failures(person, search, seen)
        if (failed.length === 0) total++
        if (failed.length !== 1) continue
        hides[failed[0] as PoolCode]!++
        if (failed[0] === 'age' && person.birthDay >= wider.bornFrom && person.birthDay <= wider.bornUntil) addsAge++
      }
      return { total, hides: hides as Record<PoolCode, number>, addsAge }
    },
    covers: () => true,
  }
}

const otherCodes: PoolCode[] = ['age', 'distance', 'theirs', 'seen', 'interests', 'languages', 'height']

const fits = (height: number, min: number, max: number): boolean =>
  (min === 0 || (height !== 0 && height >= min)) && (max === 0 || (height !== 0 && height <= max))

function failures(person: Person, search: Search, seen: ReadonlySet<number>): (PoolCode | 'out')[] {
  const { viewer } = search
  const km = kilometresOf(chord2(person, viewer))
  const failed: (PoolCode | 'out')[] = traitCodes.filter(
    (code) => (person.traits & search.accepted & maskOf(code)) === 0,
  )
  if (person.slot === viewer.slot || person.activeHour <= search.nowHour - activeHours) failed.push('out')
  if (person.birthDay < search.bornFrom || person.birthDay > search.bornUntil) failed.push('age')
  if (km >= search.maxKm) failed.push('distance')
  if (seen.has(person.slot)) failed.push('seen')
  if (search.wantedInterests && !meets(search.wantedInterests, person.interests)) failed.push('interests')
  if (search.wantedLanguages && !meets(search.wantedLanguages, person.languages)) failed.push('languages')
  if (!fits(person.height, search.minHeight, search.maxHeight)) failed.push('height')
  const wanted =
    accepts(person.accepted, viewer.traits) &&
    search.age >= person.minAge &&
    search.age <= person.maxAge &&
    km < person.maxKm &&
    fits(viewer.height, person.minHeight, person.maxHeight) &&
    (!person.wantedInterests || meets(person.wantedInterests, viewer.interests)) &&
    (!person.wantedLanguages || meets(person.wantedLanguages, viewer.languages))
  if (!wanted) failed.push('theirs')
  return failed
}

function scoreOf(person: Person, search: Search, km: number): number {
  const base = search.nowHour - activeHours
  const shared = person.interests.reduce((sum, word, at) => sum + bitCount(word & search.viewer.interests[at]!), 0)
  return (
    person.rank -
    base * unitsPerHour +
    Math.trunc(((person.activeHour - base) * unitsPerHour * search.extraActivityPercent) / 100) +
    (km >= search.scaleKm ? 0 : Math.trunc((search.distanceUnits * (search.scaleKm - km)) / search.scaleKm)) +
    search.interestUnits * Math.min(countedInterests, shared)
  )
}
