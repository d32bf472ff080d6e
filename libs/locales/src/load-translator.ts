import type { Locale } from './locale.js'
import { createTranslator, type Translator } from './translator.js'

type Load = () => Promise<{ readonly texts: string }>

const firsts: Readonly<Record<Locale, Load>> = {
  en: () => import('./gen/en.js'),
  ru: () => import('./gen/ru.js'),
}
const parts = {
  rooms: { en: () => import('./gen/en-rooms.js'), ru: () => import('./gen/ru-rooms.js') },
  meet: { en: () => import('./gen/en-meet.js'), ru: () => import('./gen/ru-meet.js') },
  pool: { en: () => import('./gen/en-pool.js'), ru: () => import('./gen/ru-pool.js') },
} satisfies Record<string, Record<Locale, Load>>

/** Texts that nobody needs at once: `rooms` for what a person sets up and settles, `meet` for people and chats, `pool` for how many people there are. */
export type TextPart = keyof typeof parts

/** A translator that learns more texts. */
export interface GrowingTranslator extends Translator {
  /** Loads a part's texts; those that are there are not loaded again. */
  add(part: TextPart): Promise<void>
}

/** The Mini App's translator; a browser loads the texts of this language only, and each part when it is asked for. */
export async function loadTranslator(locale: Locale): Promise<GrowingTranslator> {
  const translator = createTranslator(locale, [(await firsts[locale]()).texts])
  const added = new Set<TextPart>()
  return {
    ...translator,
    async add(part) {
      const { texts } = await parts[part][locale]()
      if (!added.has(part)) translator.learn(texts)
      added.add(part)
    },
  }
}
