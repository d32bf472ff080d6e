import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { byNight } from '@kindred/testkit/night'

import type { Person } from '../../../web/test/browser/people.js'
import { chromiumPath } from '../../../web/test/browser/phone.js'
import { desksOfFile, fragmentOf } from './desk.js'
import { handsOf, ways } from './hands.js'
import { appeal, comesBack, decideAbout } from './sanctions.js'
import { atDesk, emptyQueue, plantReports, signInAdmin, signInModerator } from './staff.js'

const stack = inject('stack')
const { browser, open } = desksOfFile()
const patience = { timeout: 60_000, interval: 500 }

/** Somebody who was banned and appeals, the moderator who did it, and one who did not. */
async function appealed(): Promise<Readonly<Record<'person' | 'decider' | 'other', Person>>> {
  const admin = await signInAdmin(stack)
  const [decider, other] = [await signInModerator(stack, admin), await signInModerator(stack, admin)]
  await emptyQueue(stack, admin)
  const { reported } = await plantReports(stack, browser(), 1)
  const person = reported[0]!
  await decideAbout(decider, person, 'BAN')
  await appeal(stack, person, 'My brother had my phone.')
  return { person, decider, other }
}

const openAppeals = (person: Person): Promise<Page> =>
  open(fragmentOf(atDesk(stack, person)), { path: '/appeals' })
const waiting = (page: Page) => page.getByRole('link', { name: /^.*Appeal/ }).and(page.locator('.line'))

describe.skipIf(chromiumPath === undefined)('an appeal', { timeout: 240_000 }, () => {
  it.each(byNight(ways))(
    'an appeal is followed by another moderator, by %s alone, and the person is back',
    async (way) => {
      const { person, other } = await appealed()
      const page = await openAppeals(other)
      const hands = handsOf[way](page)
      await waiting(page).waitFor()
      await hands.press(page.getByRole('button', { name: 'Claim next' }))
      await page.getByRole('heading', { level: 1, name: 'Appeal' }).waitFor()
      await page.getByText('My brother had my phone.').waitFor()
      const before = page.getByRole('region', { name: 'What the person writes' })
      expect(await before.textContent()).toContain('Threats.')
      await page.getByRole('region', { name: 'Reporter 1' }).waitFor()
      expect(await page.locator('.message-reported').textContent()).toContain('Send 500 to my cousin today')
      await hands.press(page.getByRole('button', { name: /^Reverse/ }))
      await hands.write(page.getByLabel('Note, for other moderators'), 'It fits.')
      await hands.press(page.getByRole('button', { name: 'Decide' }))
      await page.getByRole('heading', { level: 1, name: 'Appeals' }).waitFor()
      await page.getByText('Decided: Reverse.').waitFor()
      await page.getByRole('heading', { name: 'Nobody is waiting' }).waitFor()
      await expect.poll(() => comesBack(stack, person), patience).toBe('OK')
      await hands.press(page.getByRole('button', { name: 'Decided' }))
      await waiting(page).filter({ hasText: 'Reverse' }).first().waitFor()
    },
  )

  it('an appeal is not given to whoever decided, by whatever way it is asked for', async () => {
    const { person, decider } = await appealed()
    const page = await openAppeals(decider)
    await waiting(page).waitFor()
    await page.keyboard.press('c')
    await page.getByText('No case is waiting for you.').waitFor()
    await waiting(page).click()
    await page.getByRole('button', { name: 'Claim', exact: false }).click()
    await page
      .getByText('This appeal is against your own decision. Somebody else has to look at it.')
      .waitFor()
    expect(await page.getByText('My brother had my phone.').count()).toBe(0)
    expect(await comesBack(stack, person)).toBe('ACCOUNT_BANNED')
  })
})
