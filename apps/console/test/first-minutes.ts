// Does what docs/moderation.md says to a new operator, on the simulator, and times it: `npx tsx apps/console/test/first-minutes.ts [folder for pictures]`.
// Before each click it waits as long as somebody reads who has never been here, and it types as slowly as people do. Ends with 1 after more than two minutes.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import type { Locator } from 'playwright-core'

import { signIn, until } from '../../web/test/browser/people.js'
import { launchBrowser } from '../../web/test/browser/phone.js'
import { startStack } from '../../web/test/browser/stack.js'
import { standOf } from '../../web/test/browser/stand.js'

const limitSeconds = 120
const readingMs = 2_500
const keyMs = 90
/** Alice and Bob of the simulator. */
const [adminId, bobId] = [7_900_000_000_000, 7_900_000_000_001]

const [folder] = process.argv.slice(2)
if (folder !== undefined) mkdirSync(folder, { recursive: true })
const beginning = performance.now()
const seconds = (): number => (performance.now() - beginning) / 1_000

// A gateway on a busy machine turns requests away, which says nothing of the guide.
const stack = await startStack({
  KINDRED_ADMINS: String(adminId),
  KINDRED_DEMO: 'on',
  KINDRED_DEMO_PEOPLE: '60',
  GATEWAY_MAX_LOOP_DELAY_MS: '0',
})
const browser = await launchBrowser()
const page = await browser.newPage({ viewport: { width: 1360, height: 1040 }, locale: 'en' })
page.setDefaultTimeout(60_000)
let steps = 0

/** One step of the guide: read, then act. */
async function step(name: string, act: () => Promise<unknown>): Promise<void> {
  await page.waitForTimeout(readingMs)
  await act()
  steps += 1
  process.stdout.write(`${seconds().toFixed(1).padStart(6)} s  ${name}\n`)
  if (folder !== undefined)
    await page.screenshot({ path: join(folder, `${String(steps).padStart(2, '0')}.png`) })
}
const write = async (into: Locator, text: string): Promise<void> => {
  await into.click()
  await into.pressSequentially(text, { delay: keyMs })
}
const button = (within: Pick<Locator, 'getByRole'>, name: string) =>
  within.getByRole('button', { name, exact: true })

try {
  process.stdout.write(`${seconds().toFixed(1).padStart(6)} s  Kindred runs\n`)
  // On a slow machine the demo people are still coming in.
  const { client } = await signIn(stack, 'Bob', bobId)
  const hasDeck = async () => (await client.discovery.listCandidates({ page_size: 1 })).candidates.length > 0
  await until(hasDeck, 'Bob has somebody to look at', limitSeconds * 1_000)
  process.stdout.write(`${seconds().toFixed(1).padStart(6)} s  Bob is there\n`)
  const [alice, bob] = [standOf(page, 'left'), standOf(page, 'right')]
  await step('the simulator is open', () => page.goto(stack.simulatorUrl))
  await step('the left phone is alice’s', () => alice.choosePerson('Alice'))
  await step('the right phone is bob’s', () => bob.choosePerson('Bob'))
  await step('bob has said hello to the bot', () => button(page.locator('.stand').nth(1), 'Start').click())
  await step('bob has opened the Mini App', () =>
    page.locator('.stand').nth(1).getByTitle('Open the Mini App', { exact: true }).click(),
  )
  await step('bob looks at somebody', async () => {
    await bob.app.locator('.swipe-card[data-depth="0"] .photo-loaded').first().waitFor()
    await bob.app
      .getByRole('button', { name: /^More about / })
      .first()
      .click()
  })
  await step('bob has opened the menu', () => bob.app.getByRole('button', { name: /^More: / }).click())
  await step('bob reports', () =>
    bob.app
      .getByRole('dialog')
      .last()
      .getByRole('button', { name: /^Report/ })
      .click(),
  )
  await step('bob has chosen why', () =>
    bob.app.getByRole('dialog').last().getByRole('button', { name: 'Spam or a scam' }).click(),
  )
  await step('bob has sent the report', () =>
    button(bob.app.getByRole('dialog').last(), 'Send report').click(),
  )
  await step('alice has said hello to the bot', () => button(page.locator('.stand').nth(0), 'Start').click())
  await step('alice has asked for the console', async () => {
    const field = page.locator('.stand').nth(0).getByRole('textbox', { name: 'Message' })
    await write(field, '/console')
    await field.press('Enter')
  })
  await step('alice has opened the console', () =>
    page
      .locator('.stand')
      .nth(0)
      .getByRole('button', { name: /Open the console/ })
      .click(),
  )
  await step('the queue has a case', () => alice.app.locator('.line').first().waitFor())
  await step('the case is claimed', () => button(alice.app.locator('main'), 'Claim next').click())
  await step('the evidence is read, and a measure chosen', () =>
    alice.app.getByRole('button', { name: /^Warn/ }).click(),
  )
  await step('the note is written', () =>
    write(alice.app.getByLabel('Note, for other moderators'), 'Asked for money.'),
  )
  await step('the case is decided', async () => {
    await button(alice.app.locator('.decision'), 'Decide').click()
    await alice.app.getByText('Decided: Warn').waitFor()
  })
  const took = seconds()
  process.stdout.write(
    `\nFrom the setting to the first decided case: ${took.toFixed(0)} s in ${steps} steps, of which ${((steps * readingMs) / 1_000).toFixed(0)} s of reading.\n`,
  )
  if (took > limitSeconds) process.exitCode = 1
} catch (error) {
  if (folder !== undefined) await page.screenshot({ path: join(folder, 'wrong.png') })
  throw error
} finally {
  await browser.close()
  await stack.stop()
}
