import { loads } from './gen/loads.js'
import type { Locale } from './locale.js'
import { createTranslator, type Translator } from './translator.js'

/** Texts that load later: `rooms` for profile, settings and onboarding, `meet` for people and chats, `pool` for the number of people, `safety` for reports. */
export type TextPart = Exclude<keyof (typeof loads)[Locale], 'first' | 'console'>

/** A translator that learns more texts. */
export interface GrowingTranslator extends Translator {
  /** Loads a part's texts; those that are there are not loaded again. */
  add(part: TextPart): Promise<void>
}

/** The Mini App's translator; a browser loads the texts of this language only, and each part when it is asked for. */
export async function loadTranslator(locale: Locale): Promise<GrowingTranslator> {
  const translator = createTranslator(locale, [(await loads[locale].first()).texts])
  const added = new Set<TextPart>()
  return {
    ...translator,
    async add(part) {
      const { texts } = await loads[locale][part]()
      if (!added.has(part)) translator.learn(texts)
      added.add(part)
    },
  }
}

/** The console's translator, with none of the Mini App's texts but the names of interests. */
export const loadConsoleTranslator = async (locale: Locale): Promise<Translator> =>
  createTranslator(locale, [(await loads[locale].console()).texts])
