import { describe, expect, inject, it } from 'vitest'

import { chromiumPath } from '../../../web/test/browser/phone.js'
import { desksOfFile, fragmentOf } from './desk.js'
import { handsOf, ways } from './hands.js'
import { comesBack, decideAbout } from './sanctions.js'
import { atDesk, emptyQueue, plantReports, signInAdmin, signInModerator } from './staff.js'

const stack = inject('stack')
const { browser, open } = desksOfFile()
const patience = { timeout: 60_000, interval: 500 }

/** What nobody else in the tests is called. */
const names = { mouse: 'Quirinus', keyboard: 'Wolfhart' } as const

describe.skipIf(chromiumPath === undefined)('people', { timeout: 240_000 }, () => {
  it.each(ways)('people are found by a name, and let back in, by %s alone', async (way) => {
    const admin = await signInAdmin(stack)
    const moderator = await signInModerator(stack, admin)
    await emptyQueue(stack, admin)
    const { reported } = await plantReports(stack, browser(), 1)
    const person = reported[0]!
    await person.client.profile.updateMyProfile({ name: names[way] })
    await decideAbout(moderator, person, 'SUSPEND')
    await expect.poll(() => comesBack(stack, person), patience).toBe('ACCOUNT_SUSPENDED')
    const page = await open(fragmentOf(atDesk(stack, moderator)))
    const hands = handsOf[way](page)
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor()
    if (way === 'keyboard') await page.keyboard.press('/')
    else await page.getByRole('navigation').getByRole('link', { name: 'People' }).click()
    await hands.write(page.getByRole('searchbox'), names[way].slice(0, 5).toLowerCase())
    await hands.press(page.getByRole('button', { name: 'Search' }))
    await hands.press(page.locator(`a[href^="/console/people/${person.userId}"]`))
    await page.getByRole('heading', { level: 1, name: names[way] }).waitFor()
    const head = page.locator('main h1 + .row')
    expect(await head.textContent()).toMatch(/^Suspendeduntil /)
    expect(
      await page.getByRole('region', { name: 'Decided about this person before' }).textContent(),
    ).toContain('Threats.')
    const facts = page.getByRole('region', { name: 'Account' })
    expect(await facts.textContent()).toContain(`Id${person.userId}`)
    expect(await facts.textContent()).toMatch(/Reports about the person1/)
    const lift = page.getByRole('button', { name: 'Let the person back' })
    expect(await lift.isDisabled()).toBe(true)
    await hands.write(page.getByLabel('Note, for other moderators'), 'He said sorry.')
    await hands.press(lift)
    await head.getByText('Nothing against them').waitFor()
    await page.getByText('Not in force any more').waitFor()
    expect(await lift.count()).toBe(0)
    await expect.poll(() => comesBack(stack, person), patience).toBe('OK')
  })

  it('people are found by an id too, and who is not there is not found', async () => {
    const admin = await signInAdmin(stack)
    const moderator = await signInModerator(stack, admin)
    // Nobody sees the card of their own.
    const other = await signInModerator(stack, admin)
    const page = await open(fragmentOf(atDesk(stack, moderator)), { path: '/people' })
    const search = page.getByRole('searchbox')
    await search.fill('Zzyzx')
    await search.press('Enter')
    await page.getByRole('heading', { name: 'Nobody found' }).waitFor()
    await page.getByText('Nobody’s name begins with “Zzyzx”, and nobody has this id.').waitFor()
    await search.fill(other.userId)
    await search.press('Enter')
    await page.locator(`a[href^="/console/people/${other.userId}"]`).waitFor()
    // A list that was found is there again on the way back.
    await page.locator('.person').click()
    await page.getByRole('region', { name: 'Account' }).waitFor()
    await page.goBack()
    await page.locator('.person').waitFor()
    expect(await search.inputValue()).toBe(other.userId)
  })
})
