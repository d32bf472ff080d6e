import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { CopiedCheckout } from '@kindred/testkit/copied-checkout'

/** Does what libs/locales/README.md asks for, with English words in the place of German ones; answers which files somebody writes. */
export async function addLanguage(copy: CopiedCheckout): Promise<string[]> {
  const locales = join(copy.folder, 'libs/locales')
  const list = join(locales, 'languages.json')
  const languages = JSON.parse(readFileSync(list, 'utf8')) as unknown[]
  writeFileSync(list, JSON.stringify([...languages, { tag: 'de', name: 'Deutsch', alsoFor: ['lb'] }]))
  cpSync(join(locales, 'en'), join(locales, 'de'), { recursive: true })
  await copy.run('node', ['libs/locales/bin/gen.mjs'])
  return ['languages.json', ...readdirSync(join(locales, 'de'))]
}
