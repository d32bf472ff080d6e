import { describe, expect, inject, it } from 'vitest'

import { signIn } from '../../../web/test/browser/people.js'
import { chromiumPath } from '../../../web/test/browser/phone.js'
import { desksOfFile, fragmentOf } from './desk.js'
import { handsOf, ways } from './hands.js'
import { decideAbout } from './sanctions.js'
import { atDesk, emptyQueue, plantReports, signInAdmin, signInModerator } from './staff.js'

const stack = inject('stack')
const { browser, open } = desksOfFile()

describe.skipIf(chromiumPath === undefined)('an admin', { timeout: 240_000 }, () => {
  it.each(ways)('an admin makes somebody a moderator and takes the role again, by %s alone', async (way) => {
    const admin = await signInAdmin(stack)
    const newcomer = await signIn(stack, 'Nina')
    const page = await open(fragmentOf(atDesk(stack, admin)))
    const hands = handsOf[way](page)
    await hands.press(page.getByRole('navigation').getByRole('link', { name: 'Roles' }))
    await hands.write(page.getByLabel('Id', { exact: true }), newcomer.userId)
    await hands.choose(page.getByRole('combobox', { name: 'Role' }), 'Moderator')
    await hands.press(page.getByRole('button', { name: 'Give a role' }))
    await page.getByText('Done. It holds from the person’s next sign-in on.').waitFor()
    const member = page.getByRole('region', { name: newcomer.userId })
    expect(await member.locator('.badge').allTextContents()).toEqual(['Moderator'])
    const moderator = await signIn(stack, 'Nina', newcomer.telegramId)
    await moderator.client.safety.listCases({})

    await hands.press(member.getByRole('button', { name: 'Revoke: Moderator' }))
    await hands.press(
      member.getByRole('button', { name: 'Really revoke “Moderator” and sign the person out?' }),
    )
    await member.waitFor({ state: 'detached' })
    const after = await signIn(stack, 'Nina', newcomer.telegramId)
    await expect(after.client.safety.listCases({})).rejects.toMatchObject({ status: 403 })
  })

  it('an admin of the settings stays one, and a moderator meets neither roles nor the audit', async () => {
    const admin = await signInAdmin(stack)
    const page = await open(fragmentOf(atDesk(stack, admin)), { path: '/roles' })
    const own = page.getByRole('region', { name: admin.userId })
    await own.getByRole('button', { name: 'Revoke: Admin' }).click()
    await own.getByRole('button', { name: 'Really revoke your own role “Admin”?' }).click()
    await page.getByText('The operator’s settings make this person an admin.', { exact: false }).waitFor()
    expect(await own.locator('.badge').first().textContent()).toBe('Admin')
    const moderator = await signInModerator(stack, admin)
    for (const path of ['/roles', '/audit']) {
      const desk = await open(fragmentOf(atDesk(stack, moderator)), { path })
      await desk.getByRole('heading', { level: 1, name: 'Queue' }).waitFor()
    }
  })

  it.each(ways)(
    'an admin follows who did what in the audit, and has it checked, by %s alone',
    async (way) => {
      const admin = await signInAdmin(stack)
      const moderator = await signInModerator(stack, admin)
      await emptyQueue(stack, admin)
      const { reported } = await plantReports(stack, browser(), 1)
      const person = reported[0]!
      await decideAbout(moderator, person, 'WARN')
      const page = await open(fragmentOf(atDesk(stack, admin)))
      const hands = handsOf[way](page)
      await hands.press(page.getByRole('navigation').getByRole('link', { name: 'Audit' }))
      await hands.write(page.getByLabel('Done by (id)'), moderator.userId)
      await hands.write(page.getByLabel('About (id)'), person.userId)
      const record = page.locator('.record')
      await record.filter({ hasText: 'case.decided' }).waitFor()
      expect(await record.count()).toBe(1)
      expect(await record.textContent()).toContain('Threats.')
      await hands.press(record.getByText('Before and after'))
      await record.getByText('"measure":"WARN"', { exact: false }).waitFor()
      await hands.press(page.getByRole('button', { name: 'Check the record' }))
      await page.getByText(/^All \d+ records are intact\.$/).waitFor()
      await hands.press(record.getByRole('link', { name: /^about / }))
      await page.getByRole('heading', { level: 1, name: person.name }).waitFor()
    },
  )

  it('an admin sees in the numbers what has happened, and what waits since when', async () => {
    const admin = await signInAdmin(stack)
    await emptyQueue(stack, admin)
    await plantReports(stack, browser(), 2)
    const page = await open(fragmentOf(atDesk(stack, admin)))
    await page.getByRole('navigation').getByRole('link', { name: 'Numbers' }).click()
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name} [\\d.,]*[1-9]`) })
    for (const name of ['Sign-ups', 'Active people', 'Likes', 'Matches', 'Messages', 'Reports', 'Decisions'])
      await row(name).waitFor()
    const queue = page.getByRole('region', { name: 'Waiting or being worked on' })
    expect(await queue.textContent()).toMatch(/Reports2the oldest came/)
  })
})
