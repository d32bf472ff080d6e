/** Columns of whole numbers, by slot; slots begin at 1. */
const wholes = [
  'cell',
  'activeHour',
  'completeness',
  'likesReceived',
  'swipesReceived',
  'rank',
  'birthDay',
  'gender',
  'minAge',
  'maxAge',
  'maxKm',
  'traits',
  'accepted',
  'height',
  'minHeight',
  'maxHeight',
  'interests0',
  'interests1',
  'interests2',
  'languages0',
  'languages1',
  'wantsInterests',
  'wantedInterests0',
  'wantedInterests1',
  'wantedInterests2',
  'wantsLanguages',
  'wantedLanguages0',
  'wantedLanguages1',
  'paused',
  'heavy',
  'home',
  'distancePercent',
  'interestsPercent',
  'activityPercent',
] as const

export type WholeColumn = (typeof wholes)[number]

/** All people of a bench, a plain array for each thing to know of them. A row costs 150 bytes, so a million fit beside everything else. */
export type People = Readonly<Record<WholeColumn, Int32Array>> & {
  readonly count: number
  readonly nowHour: number
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
  /** What a filter asks in the words of the contract, of those who have one. */
  readonly filters: Map<number, FilterWords>
}

/** The optional filters of a person. */
export interface FilterWords {
  readonly goals: readonly string[]
  readonly smoking: readonly string[]
  readonly drinking: readonly string[]
  readonly children: readonly string[]
  readonly education: readonly string[]
  readonly hasPhoto: boolean
  readonly verified: boolean
}

/** Room for so many people. */
export function emptyPeople(count: number, nowHour: number): People {
  const columns = Object.fromEntries(wholes.map((name) => [name, new Int32Array(count + 1)]))
  const axes = {
    x: new Float32Array(count + 1),
    y: new Float32Array(count + 1),
    z: new Float32Array(count + 1),
  }
  return { ...(columns as Record<WholeColumn, Int32Array>), ...axes, count, nowHour, filters: new Map() }
}

/** No city: somewhere in the country. */
export const rural = -1
