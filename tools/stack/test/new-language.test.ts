import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { copyCheckout } from '@kindred/testkit/copied-checkout'

const copy = copyCheckout()
const locales = join(copy.folder, 'libs/locales')
const written: string[] = []

/** What libs/locales/README.md asks for, with English words in the place of German ones. */
beforeAll(async () => {
  const list = join(locales, 'languages.json')
  const languages = JSON.parse(readFileSync(list, 'utf8')) as unknown[]
  writeFileSync(list, JSON.stringify([...languages, { tag: 'de', name: 'Deutsch', alsoFor: ['lb'] }]))
  cpSync(join(locales, 'en'), join(locales, 'de'), { recursive: true })
  written.push('languages.json', ...readdirSync(join(locales, 'de')))
  await copy.run('node', ['libs/locales/bin/gen.mjs'])
})
afterAll(() => copy.remove())

it('a new language of the Mini App and the bot takes at most 14 hand-written files', async () => {
  expect(written.length).toBeLessThanOrEqual(14)
  const script = `
    import { loadTranslator, localeOf, locales, nameOfLocale } from '@kindred/locales'
    import { botTranslators } from '@kindred/locales/bot'
    const { t } = await loadTranslator('de')
    const chosen = ['de-AT', 'lb', 'ru', 'fr'].map(localeOf)
    console.log(JSON.stringify([locales, nameOfLocale('de'), chosen, t('app-close'), botTranslators.de.t('bot-menu-button')]))`
  writeFileSync(join(locales, 'test/speak.ts'), script)
  const said = await copy.run('node', ['--import', 'tsx', 'libs/locales/test/speak.ts'])
  expect(JSON.parse(said)).toEqual([['en', 'ru', 'de'], 'Deutsch', ['de', 'de', 'ru', 'en'], 'Close', 'Open'])
})

it('a new language asks for nothing else: the app and the bot pass the type check and the tests of texts', async () => {
  await copy.run('npx', ['oxlint', '--type-aware', '--type-check', 'apps/web'])
  await copy.run('npx', [
    'vitest',
    'run',
    '--project',
    'kindred',
    'libs/locales',
    'apps/bot/test/languages.test.ts',
  ])
}, 600_000)
