import type { GetCatalogueResponse, PublicProfile } from '@kindred/client'
import { choices, type FactGroup } from '@kindred/facts'
import type { Translator } from '@kindred/locales'

import { personKey } from '../../ground/texts/fact-keys.js'
import { factTexts } from '../../ground/texts/fact-texts.js'

export interface Fact {
  readonly name: string
  readonly value: string
}

/** What a person has told beside words and interests, in the order in which it is shown. */
export function factsOf(
  person: PublicProfile,
  catalogue: GetCatalogueResponse | undefined,
  t: Translator['t'],
  label: Translator['label'],
): Fact[] {
  const language = (code: string): string =>
    catalogue?.languages.find((each) => each.code === code)?.label ?? code
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
