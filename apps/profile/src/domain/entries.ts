import { interestIds, languageCodes } from './catalogue.js'
import { interestUnknown, languageUnknown } from './errors.js'

/** Interest ids, each once; throws INTEREST_UNKNOWN for those that the catalogue does not hold. */
export const readInterests = (pointer: string, ids: readonly string[]): string[] =>
  known(pointer, ids, interestIds, interestUnknown)

/** Language codes, each once; throws LANGUAGE_UNKNOWN for those that the catalogue does not hold. */
export const readLanguages = (pointer: string, codes: readonly string[]): string[] =>
  known(pointer, codes, languageCodes, languageUnknown)

type Refusal = (pointers: readonly string[]) => Error

function known(
  pointer: string,
  ids: readonly string[],
  all: ReadonlySet<string>,
  refusal: Refusal,
): string[] {
  const unknown = ids.flatMap((id, i) => (all.has(id) ? [] : [`${pointer}/${i}`]))
  if (unknown.length > 0) throw refusal(unknown)
  return [...new Set(ids)]
}
