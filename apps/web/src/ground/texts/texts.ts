import { type GrowingTranslator, loadTranslator, type Locale, type TextPart } from '@kindred/locales'
import { loadPatiently } from '@kindred/miniapp/browser/load-patiently'

const wanted = new Set<TextPart>()
let opened: Promise<GrowingTranslator> | undefined

/** Loads the texts of a language, with every part that was asked for so far. */
export function openTexts(locale: Locale): Promise<GrowingTranslator> {
  opened = loadPatiently(async () => {
    const translator = await loadTranslator(locale)
    await Promise.all([...wanted].map(translator.add))
    return translator
  })
  return opened
}

/** Loads the texts of a later screen before it is shown. */
export async function addTexts(part: TextPart): Promise<void> {
  wanted.add(part)
  await loadPatiently(async () => (await opened)?.add(part))
}
