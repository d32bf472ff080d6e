import { type ChoiceName, type Choices, choices, type FactGroup, type OwnTextName } from '@kindred/facts'

import { personKey } from './fact-keys.js'
import { factTexts } from './fact-texts.js'
import type { Translator } from './translator.js'

/** One thing that a person has told, with its name. */
interface ToldFact {
  readonly name: string
  readonly value: string
}

/** What somebody tells of themselves, as the API names it. */
type Told = { readonly [Name in ChoiceName]?: Choices[Name] | undefined } & {
  readonly [Name in OwnTextName]?: string | undefined
} & { readonly height_cm?: number | undefined; readonly languages: readonly string[] }

/** What a person has told beside words and interests, in the order in which it is shown. `language` names a language by its code. */
export function factsOf(
  person: Told,
  language: (code: string) => string,
  { t, label }: Pick<Translator, 't' | 'label'>,
): ToldFact[] {
  const chosen = (group: FactGroup): [string, string | undefined][] =>
    choices
      .filter((fact) => fact.group === group)
      .map(({ name, type }) => {
        const value = person[name]
        return [t(personKey(name)), value && label(type, value)]
      })
  const told: [string, string | undefined][] = [
    ...chosen('intent'),
    [
      t('person-height'),
      person.height_cm === undefined ? undefined : t('person-height-cm', { cm: person.height_cm }),
    ],
    [t('person-languages'), person.languages.map(language).join(', ')],
    ...chosen('life'),
    ...factTexts.map(({ name }): [string, string | undefined] => [t(personKey(name)), person[name]]),
  ]
  return told.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value }]))
}
