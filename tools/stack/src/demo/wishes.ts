import type { CreateProfileRequest, SetMyPreferencesRequest } from '@kindred/client'
import { filterFacts } from '@kindred/facts'

import { createRandom, type Random } from './random.js'
import { towns } from './towns.js'

type Filters = NonNullable<SetMyPreferencesRequest['filters']>
type Wishes = Pick<SetMyPreferencesRequest, 'filters' | 'importance' | 'widen_distance'>

/**
 * What a demo person asks for beside gender, age and distance. Filters hold both ways: nobody of the first town has any, for there
 * newcomers with an empty profile must find and be found.
 */
export function wishesOf(index: number, profile: CreateProfileRequest): Wishes {
  const random = createRandom(index + 20_000)
  const isPicky = random.chance(0.3) && profile.city !== towns[0]?.name
  const matters = random.chance(0.3)
  return {
    widen_distance: random.chance(0.6),
    ...(matters && { importance: { [random.pick(['distance', 'interests', 'activity'] as const)]: 150 } }),
    ...(isPicky && { filters: random.pick(filters)(random, profile) }),
  }
}

type Wish = (random: Random, profile: CreateProfileRequest) => Filters

const chosenFacts = filterFacts.filter(({ kind }) => kind === 'choice')

/** Some answers of one fact, the person's own among them. */
const someAnswers: Wish = (random, profile) => {
  const { filter, name, values } = random.pick(chosenFacts)
  const own = profile[name as keyof typeof profile]
  const others = random.sample(
    values.filter((value) => value !== own),
    random.whole(1, 2),
  )
  return { [filter.name]: own === undefined ? others : [own, ...others] }
}

const filters: readonly Wish[] = [
  someAnswers,
  someAnswers,
  someAnswers,
  () => ({ has_photo: true }),
  (_random, { languages }) => ({ languages: languages ?? [] }),
  (_random, { gender, height_cm: height = 170 }) =>
    gender === 'WOMAN' ? { min_height_cm: height - 5 } : { max_height_cm: height + 10 },
]
