import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import type { Measure } from '@kindred/client'
import { manyByNight } from '@kindred/testkit/night'

import { chromiumPath } from '../../../web/test/browser/phone.js'
import { desksOfFile, fragmentOf } from './desk.js'
import { atDesk, emptyQueue, plantReports, signInAdmin, signInModerator } from './staff.js'

const stack = inject('stack')
const { browser, open } = desksOfFile()

/** The measures by their keys. */
const keysOf = { DISMISS: '1', WARN: '2', REMOVE_PHOTO: '3', HIDE: '4', SUSPEND: '5', BAN: '6' } as const
const chosen = ['DISMISS', 'WARN', 'HIDE', 'SUSPEND', 'BAN'] as const

const deciding = (page: Page) => page.getByRole('region', { name: 'Your decision' })
const inQueue = (page: Page) => page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor()

/** Decides the open case by keys alone. */
async function decide(page: Page, measure: keyof typeof keysOf): Promise<void> {
  await deciding(page).waitFor()
  await page.keyboard.press(keysOf[measure])
  await page.keyboard.type('Seen, and clear.')
  await page.keyboard.press('Control+Enter')
  await inQueue(page)
}

/** How many cases a moderator decides in a row. */
const many = manyByNight({ day: 5, night: 10 })

describe.skipIf(chromiumPath === undefined)('a moderator', { timeout: 240_000 }, () => {
  it('a moderator decides case after case with the keyboard alone, and takes one back', async () => {
    const admin = await signInAdmin(stack)
    const moderator = await signInModerator(stack, admin)
    await emptyQueue(stack, admin)
    const { reported } = await plantReports(stack, browser(), many)
    const page = await open(fragmentOf(atDesk(stack, moderator)))
    await page
      .getByRole('link', { name: /Reports/ })
      .nth(many - 1)
      .waitFor()

    await page.keyboard.press('c')
    await decide(page, 'BAN')
    await page.keyboard.press('u')
    await deciding(page).waitFor()
    expect(await page.getByText('Nothing yet.').count()).toBe(1)
    const made: Measure[] = []
    for (let number = 0; number < many; number++) {
      const measure = chosen[number % chosen.length]!
      // The first one was taken back, so it is still open.
      if (number > 0) await page.keyboard.press('c')
      await decide(page, measure)
      made.push(measure)
    }
    await page.getByRole('heading', { name: 'Nobody is waiting' }).waitFor()

    const { cases } = await admin.client.safety.listCases({ state: 'CLOSED', page_size: 100 })
    const mine = cases.filter(({ subject_id: id }) => reported.some(({ userId }) => userId === id))
    expect(mine).toHaveLength(many)
    const count = (measures: readonly unknown[], wanted: Measure): number =>
      measures.filter((measure) => measure === wanted).length
    const decided = mine.map(({ measure }) => measure)
    for (const measure of chosen) expect(count(decided, measure)).toBe(count(made, measure))
  })

  it('a moderator finds the reported message marked among those around it, and nothing of who reported', async () => {
    const admin = await signInAdmin(stack)
    await emptyQueue(stack, admin)
    const { reporter, reported } = await plantReports(stack, browser(), 1)
    const page = await open(fragmentOf(atDesk(stack, admin)))
    await page.getByRole('link', { name: /Reports/ }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    // An admin looks without a claim, a moderator claims first.
    await page.getByRole('heading', { level: 1, name: `Reports: ${reported[0]!.name}` }).waitFor()
    const marked = page.locator('.message-reported')
    expect(await marked.count()).toBe(1)
    expect(await marked.textContent()).toContain('Send 500 to my cousin today')
    expect(await page.locator('.message').count()).toBe(4)
    expect(await page.locator('.photos img').count()).toBe(2)
    const shown = (await page.textContent('body')) ?? ''
    expect(shown).toContain('Reporter 1')
    expect(shown).not.toContain(reporter.name)
    expect(shown).not.toContain(reporter.userId)
  })

  it('a moderator is told that somebody else works on a case, and may have it when it is given back', async () => {
    const admin = await signInAdmin(stack)
    const moderator = await signInModerator(stack, admin)
    await emptyQueue(stack, admin)
    await plantReports(stack, browser(), 1)
    const page = await open(fragmentOf(atDesk(stack, moderator)))
    const line = page.getByRole('link', { name: /Reports/ })
    await line.waitFor()
    const { case: claimed, lease_id: leaseId } = await admin.client.safety.claimNextCase({})
    const caseId = claimed?.case_id ?? ''
    await page.keyboard.press('j')
    await page.keyboard.press('c')
    await page.getByText('Somebody else is working on this case.').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'This case isn’t yours yet' }).waitFor()
    await admin.client.safety.releaseClaim({ case_id: caseId, lease_id: leaseId })
    await page.keyboard.press('c')
    await deciding(page).waitFor()
    expect(await page.getByText(/^Yours for 1[45]:\d\d$/).count()).toBe(1)
    await page.keyboard.press('x')
    await inQueue(page)
  })

  it('a moderator whose claim is lost decides nothing, keeps the note and can claim again', async () => {
    const admin = await signInAdmin(stack)
    const moderator = await signInModerator(stack, admin)
    await emptyQueue(stack, admin)
    await plantReports(stack, browser(), 1)
    const page = await open(fragmentOf(atDesk(stack, moderator)))
    await page.getByRole('link', { name: /Reports/ }).waitFor()
    await page.keyboard.press('c')
    await deciding(page).waitFor()
    const caseId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const { lease_id: leaseId = '' } = await moderator.client.safety.getCase({ case_id: caseId })
    await moderator.client.safety.releaseClaim({ case_id: caseId, lease_id: leaseId })
    await page.keyboard.press('6')
    await page.keyboard.type('Threats.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: 'Claim again' }).waitFor()
    const { cases } = await admin.client.safety.listCases({})
    expect(cases).toMatchObject([{ case_id: caseId, state: 'OPEN' }])
    await page.keyboard.press('Escape')
    await page.keyboard.press('c')
    await page.getByRole('button', { name: 'Claim again' }).waitFor({ state: 'detached' })
    expect(await page.getByLabel('Note, for other moderators').inputValue()).toBe('Threats.')
    await page.keyboard.press('Control+Enter')
    await inQueue(page)
  })

  it('a moderator is shown what was reported meanwhile before the decision is taken, and keeps the note', async () => {
    const admin = await signInAdmin(stack)
    const moderator = await signInModerator(stack, admin)
    await emptyQueue(stack, admin)
    const { reporter, reported } = await plantReports(stack, browser(), 1)
    const page = await open(fragmentOf(atDesk(stack, moderator)))
    await page.getByRole('link', { name: /Reports/ }).waitFor()
    await page.keyboard.press('c')
    await deciding(page).waitFor()
    await page.keyboard.press('6')
    await page.keyboard.type('Threats.')
    const context = { kind: 'PROFILE' } as const
    const more = { target_user_id: reported[0]!.userId, reason: 'UNDERAGE', details: 'He is 15.' } as const
    await reporter.client.safety.reportPerson({ ...more, context })
    await page.keyboard.press('Control+Enter')
    await page.getByText('More came in while you were looking.', { exact: false }).waitFor()
    await page.getByText('He is 15.').waitFor()
    expect(await page.getByLabel('Note, for other moderators').inputValue()).toBe('Threats.')
    await page.keyboard.press('Control+Enter')
    await inQueue(page)
  })
})
