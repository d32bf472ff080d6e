import { afterAll, beforeAll, expect, it } from 'vitest'

import { type CopiedCheckout, copyCheckout } from '@kindred/testkit/copied-checkout'

let copy: CopiedCheckout
beforeAll(async () => {
  copy = copyCheckout()
  await copy.run('npx', ['nx', 'g', '@kindred/tools:service', 'journal', '--no-interactive'])
})
afterAll(() => copy.remove())

it('the whole suite passes in a house with a generated service', async () => {
  await copy.run('npm', ['run', 'lint'])
  expect(await copy.run('npm', ['test'])).toMatch(/Test Files +\d+ passed/)
})
