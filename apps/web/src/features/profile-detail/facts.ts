import type { GetCatalogueResponse, PublicProfile } from '@kindred/client'
import type { Translator } from '@kindred/locales'

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
  const told: [string, string | undefined][] = [
    [t('person-goal'), person.goal && label('goal', person.goal)],
    [
      t('person-height'),
      person.height_cm === undefined ? undefined : t('person-height-cm', { cm: person.height_cm }),
    ],
    [t('person-languages'), person.languages.map(language).join(', ')],
    [t('person-children'), person.children && label('children', person.children)],
    [t('person-smoking'), person.smoking && label('habit', person.smoking)],
    [t('person-drinking'), person.drinking && label('habit', person.drinking)],
    [t('person-education'), person.education && label('education', person.education)],
  ]
  return told.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value }]))
}
