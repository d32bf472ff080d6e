import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** An edit of a file: what is looked for, and what stands in its place. */
type Edit = readonly [before: string, after: string]

const proto = 'proto/kindred/profile/v1'

/** Adds a field to a message. */
const field = (message: string, line: string): Edit => [
  `message ${message} {\n`,
  `message ${message} {\n  // Made up.\n  ${line}\n`,
]

type Edits = Readonly<Record<string, readonly Edit[]>>

/** A fact that no contract has: whether there are animals at home. All that anybody writes by hand for it. */
export const madeUpFact: Edits = {
  [`${proto}/profile_types.proto`]: [
    [
      '// What a candidate must bring',
      `// The animals at home.
enum HomePets {
  // Not stated.
  HOME_PETS_UNSPECIFIED = 0;
  // At least one.
  HOME_PETS_SOME = 1;
  // None, and none wanted.
  HOME_PETS_NEVER_EVER = 2;
}

// What a candidate must bring`,
    ],
    field(
      'CandidateFilters',
      'repeated HomePets home_pets = 90 [(kindred.api.v1.rules) = {max_items: 2, unique: true}];',
    ),
  ],
  [`${proto}/profile_service.proto`]: [
    field('CreateProfileRequest', 'optional HomePets home_pets = 90;'),
    field('UpdateMyProfileRequest', 'optional HomePets home_pets = 90;'),
    field('PublicProfile', 'optional HomePets home_pets = 90;'),
    field(
      'Profile',
      'optional HomePets home_pets = 90 [(kindred.facts.v1.fact) = {filter: "home_pets", both_ways: true, completeness: 6, group: "life"}];',
    ),
  ],
  [`${proto}/profile_events.proto`]: [field('ProfileChanged', 'HomePets home_pets = 90;')],
  'libs/locales/en/facts.ftl': [
    [
      '## smoking',
      `## home pets

form-home-pets = Animals at home
filters-home-pets = Animals at home
person-home-pets = Animals
pool-why-home-pets = with other animals
home-pets-some = Some
home-pets-never-ever = Never ever

## smoking`,
    ],
  ],
  'libs/locales/ru/facts.ftl': [
    [
      '## smoking',
      `## home pets

form-home-pets = Животные дома
filters-home-pets = Животные дома
person-home-pets = Животные
pool-why-home-pets = с другими животными
home-pets-some = Есть
home-pets-never-ever = Никогда

## smoking`,
    ],
  ],
}

const occupation = (rules = ''): string => `optional string occupation = 91${rules};`
const asLine = ' [(kindred.api.v1.rules) = {max_len: 60, format: "line"}]'

/** A text that no contract has: what somebody does for a living. All that anybody writes by hand for it. */
export const madeUpText: Edits = {
  [`${proto}/profile_service.proto`]: [
    field('CreateProfileRequest', occupation(asLine)),
    field('UpdateMyProfileRequest', occupation(asLine)),
    field('PublicProfile', occupation()),
    field('Profile', occupation()),
  ],
  'libs/locales/en/facts.ftl': [
    [
      '## smoking',
      `## occupation

form-occupation = What you do
form-error-occupation = Please use at most 60 characters.
person-occupation = Does

## smoking`,
    ],
  ],
  'libs/locales/ru/facts.ftl': [
    [
      '## smoking',
      `## occupation

form-occupation = Чем вы занимаетесь
form-error-occupation = Не больше 60 знаков, пожалуйста.
person-occupation = Занятие

## smoking`,
    ],
  ],
}

/** Writes edits into a copy of the checkout. Throws when a file no longer says what is looked for. */
export function addMadeUp(folder: string, edits: Edits): void {
  for (const [file, changes] of Object.entries(edits)) {
    const path = join(folder, file)
    const text = changes.reduce((before, change) => edited(file, before, change), readFileSync(path, 'utf8'))
    writeFileSync(path, text)
  }
}

function edited(file: string, text: string, [before, after]: Edit): string {
  if (!text.includes(before)) throw new Error(`${file} does not say ${before}`)
  return text.replace(before, () => after)
}
