import { countedInterests, weightUnits } from '../src/domain/score.js'
import type { Person, Search } from '../src/domain/search.js'
import { lastBirthDay } from '../src/domain/wishes.js'
import { type People, wordsOf } from './people.js'

/** A made-up person as the domain sees one. */
export const personOf = (people: People, slot: number): Person => ({
  slot,
  cell: people.cell[slot]!,
  x: people.x[slot]!,
  y: people.y[slot]!,
  z: people.z[slot]!,
  rank: people.rank[slot]!,
  activeHour: people.activeHour[slot]!,
  birthDay: people.birthDay[slot]!,
  minAge: people.minAge[slot]!,
  maxAge: people.maxAge[slot]!,
  maxKm: people.maxKm[slot]!,
  traits: wordsOf(people.traits, slot),
  accepted: wordsOf(people.accepted, slot),
  height: people.height[slot]!,
  minHeight: people.minHeight[slot]!,
  maxHeight: people.maxHeight[slot]!,
  interests: [people.interests0[slot]!, people.interests1[slot]!, people.interests2[slot]!],
  languages: [people.languages0[slot]!, people.languages1[slot]!],
  wantedInterests:
    people.wantsInterests[slot] === 0
      ? undefined
      : [people.wantedInterests0[slot]!, people.wantedInterests1[slot]!, people.wantedInterests2[slot]!],
  wantedLanguages:
    people.wantsLanguages[slot] === 0
      ? undefined
      : [people.wantedLanguages0[slot]!, people.wantedLanguages1[slot]!],
})

/** The question that a viewer asks now. */
export function questionOf(people: People, slot: number, now: Date): Search {
  const viewer = personOf(people, slot)
  const youngest = (years: number) => lastBirthDay(now, years)
  let age = 0
  while (viewer.birthDay <= youngest(age + 1)) age++
  return {
    viewer,
    age,
    nowHour: people.nowHour,
    bornFrom: youngest(viewer.maxAge + 1) + 1,
    bornUntil: youngest(viewer.minAge),
    maxKm: viewer.maxKm,
    scaleKm: viewer.maxKm,
    accepted: viewer.accepted,
    minHeight: viewer.minHeight,
    maxHeight: viewer.maxHeight,
    wantedInterests: viewer.wantedInterests,
    wantedLanguages: viewer.wantedLanguages,
    distanceUnits: Math.round((weightUnits.distance * people.distancePercent[slot]!) / 100),
    interestUnits: Math.round(
      (weightUnits.interests * people.interestsPercent[slot]!) / countedInterests / 100,
    ),
    extraActivityPercent: people.activityPercent[slot]! - 100,
  }
}
