import { describe, expect, inject, it } from 'vitest'

import type { Broadcast } from '@kindred/client'

import { seriousFaults } from '../../../web/test/browser/axe.js'
import { type Person, settle } from '../../../web/test/browser/people.js'
import { chromiumPath } from '../../../web/test/browser/phone.js'
import { desksOfFile, fragmentOf } from './desk.js'
import { handsOf, ways } from './hands.js'
import { atDesk, signInAdmin, signInModerator } from './staff.js'

const stack = inject('stack')
const { open } = desksOfFile()
const place = { latitude: 12.5, longitude: 45.25, wants: 'WOMAN' } as const

/** Somebody who reads Russian and sleeps nearly all day: what they are told waits. */
async function settleReader(): Promise<void> {
  const { client } = await settle(stack, { name: 'Nils', gender: 'MAN' }, place)
  await client.auth.setLanguage({ language: 'ru' })
  const night = { quiet_on: true, quiet_from: '00:00', quiet_to: '23:59', time_zone: 'UTC' }
  await client.notification.updateSettings(night)
}

/** The news that begin like this, as the API has them. */
async function newsOf({ client }: Person, beginning: string): Promise<Broadcast | undefined> {
  const { broadcasts } = await client.notification.listBroadcasts()
  return broadcasts.find(({ texts }) => texts.some(({ text }) => text.startsWith(beginning)))
}

describe.skipIf(chromiumPath === undefined)('an admin', { timeout: 240_000 }, () => {
  it.each(ways)(
    'an admin writes news, sees for how many they are, sends and stops them, by %s alone',
    async (way) => {
      const admin = await signInAdmin(stack)
      await settleReader()
      const title = `Kindred moves (${way})`
      const page = await open(fragmentOf(atDesk(stack, admin)))
      const hands = handsOf[way](page)
      await hands.press(page.getByRole('navigation').getByRole('link', { name: 'News' }))
      const count = page.getByRole('button', { name: 'Count the people' })
      expect(await count.isDisabled()).toBe(true)
      await hands.write(page.getByRole('textbox', { name: 'English' }), title)
      await page.getByText('Write a text in every language.').waitFor()
      await hands.write(page.getByRole('textbox', { name: 'Русский' }), 'Kindred переезжает')
      await page.getByText('2,982 characters left').waitFor()
      expect(await page.getByRole('figure').allTextContents()).toEqual([
        `As people see it${title}`,
        'As people see itKindred переезжает',
      ])
      await hands.choose(page.getByRole('combobox', { name: 'Readers of' }), 'Русский')
      await hands.choose(page.getByRole('combobox', { name: 'Were here in the last' }), '90 days')
      await hands.press(count)
      await page.getByText('It is below, and nothing has been sent.').waitFor()
      const item = page.getByRole('region', { name: title })
      await item.getByText(/people would get it\.|One person would get it\./).waitFor()
      await item.getByText('To those who read Русский. Only who was here in the last 90 days.').waitFor()
      expect(await newsOf(admin, title)).toMatchObject({ state: 'READY', queued: 0, active_within_days: 90 })

      await hands.press(item.getByRole('button', { name: /^Send to / }))
      await hands.press(item.getByRole('button', { name: /^Really send it to / }))
      await expect
        .poll(async () => (await newsOf(admin, title))?.queued, { timeout: 60_000 })
        .toBeGreaterThan(0)
      await item.getByRole('progressbar').waitFor()
      await hands.press(item.getByRole('button', { name: 'Stop' }))
      await item.locator('.badge').getByText('Stopped').waitFor()
      expect(await newsOf(admin, title)).toMatchObject({ state: 'STOPPED', waiting: 0 })
    },
  )

  it('news for people with the badge count them alone, and are thrown away unsent', async () => {
    const admin = await signInAdmin(stack)
    const page = await open(fragmentOf(atDesk(stack, admin)), { path: '/news' })
    for (const language of ['English', 'Русский'])
      await page.getByRole('textbox', { name: language }).fill(`For the badge, ${language}`)
    await page.getByRole('checkbox', { name: 'Only people with the badge' }).check()
    await page.getByRole('button', { name: 'Count the people' }).click()
    const item = page.getByRole('region', { name: 'For the badge, English' })
    await item.getByText('Nobody would get it.').waitFor()
    expect(await item.getByRole('button').allTextContents()).toEqual(['Throw away'])
    await item.getByRole('button', { name: 'Throw away' }).click()
    await item.locator('.badge').getByText('Stopped').waitFor()
    expect(await newsOf(admin, 'For the badge')).toMatchObject({ verified_only: true, state: 'STOPPED' })
  })

  it('a text that is too long cannot be counted, and a moderator meets no news', async () => {
    const admin = await signInAdmin(stack)
    const page = await open(fragmentOf(atDesk(stack, admin)), { path: '/news' })
    await page.getByRole('textbox', { name: 'English' }).fill('x'.repeat(3_001))
    await page.getByRole('textbox', { name: 'Русский' }).fill('х')
    await page.getByText('One character too many').waitFor()
    expect(await page.getByRole('button', { name: 'Count the people' }).isDisabled()).toBe(true)
    const moderator = await signInModerator(stack, admin)
    const desk = await open(fragmentOf(atDesk(stack, moderator)), { path: '/news' })
    await desk.getByRole('heading', { level: 1, name: 'Queue' }).waitFor()
    expect(await desk.getByRole('link', { name: 'News' }).count()).toBe(0)
  })

  it.each([
    ['light', 'en', 390],
    ['dark', 'ru', 1_280],
  ] as const)(
    'the page of news is accessible in the %s theme, in %s, %i pixels wide',
    async (theme, locale, width) => {
      const admin = await signInAdmin(stack)
      const size = { width, height: 860 }
      const page = await open(fragmentOf(atDesk(stack, admin)), { path: '/news', theme, locale, size })
      for (const language of ['English', 'Русский'])
        await page.getByRole('textbox', { name: language }).fill('Kindred has a new home.')
      await page.locator('form button[type=submit]').click()
      await page.locator('section.panel .badge-warn').first().waitFor()
      expect(await seriousFaults(page)).toEqual([])
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overhang).toBeLessThanOrEqual(0)
    },
  )
})
