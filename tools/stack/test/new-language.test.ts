import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { copyCheckout } from '@kindred/testkit/copied-checkout'

import { addLanguage } from './new-language.js'

const copy = copyCheckout()
let written: string[]

beforeAll(async () => void (written = await addLanguage(copy)))
afterAll(() => copy.remove())

// That nothing else is asked for: new-language.nightly.ts.
it('a new language of the Mini App and the bot takes at most 14 hand-written files', async () => {
  expect(written.length).toBeLessThanOrEqual(14)
  const script = `
    import { loadTranslator, localeOf, locales, nameOfLocale } from '@kindred/locales'
    import { botTranslators } from '@kindred/locales/bot'
    const { t } = await loadTranslator('de')
    const chosen = ['de-AT', 'lb', 'ru', 'fr'].map(localeOf)
    console.log(JSON.stringify([locales, nameOfLocale('de'), chosen, t('app-close'), botTranslators.de.t('bot-menu-button')]))`
  writeFileSync(join(copy.folder, 'libs/locales/test/speak.ts'), script)
  const said = await copy.run('node', ['--import', 'tsx', 'libs/locales/test/speak.ts'])
  expect(JSON.parse(said)).toEqual([['en', 'ru', 'de'], 'Deutsch', ['de', 'de', 'ru', 'en'], 'Close', 'Open'])
})
