import { afterAll, beforeAll, it } from 'vitest'

import { copyCheckout } from '@kindred/testkit/copied-checkout'

import { addLanguage } from './new-language.js'

const copy = copyCheckout()
beforeAll(() => addLanguage(copy))
afterAll(() => copy.remove())

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
})
