import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { networkWorld } from './network-world.js'
import { type Person, seesPeople, settle } from './people.js'
import { chromiumPath } from './phone.js'

const world = networkWorld()
const stack = inject('stack')
const patience = { timeout: 60_000 }

/** Telegram is minimised and comes back. */
const comeBack = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))

const topName = (page: Page) => page.locator('.swipe-card[data-depth="0"]:not([inert]) h2')

function town(): { woman(name: string): Promise<Person>; man(name: string): Promise<Person> } {
  const place = { latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 }
  return {
    woman: (name) => settle(stack, { name, gender: 'WOMAN' }, { ...place, wants: 'MAN' }),
    man: (name) => settle(stack, { name, gender: 'MAN' }, { ...place, wants: 'WOMAN' }),
  }
}

describe.skipIf(chromiumPath === undefined)('a person with two phones', { timeout: 120_000 }, () => {
  it('a person with two phones sees a match of the one on the other: the celebration, the chat, and nobody left in the deck', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    await seesPeople(anna, 1)
    await seesPeople(ben, 1)
    await ben.client.discovery.like({ target_user_id: anna.userId })
    const one = await world.open(anna, { path: '/deck' })
    const other = await world.open(anna, { path: '/deck', theme: 'dark' })
    for (const page of [one, other]) await topName(page).waitFor()
    await one.keyboard.press('ArrowRight')
    for (const page of [one, other])
      await page.getByRole('dialog', { name: 'It’s a match!' }).waitFor(patience)
    await other.getByRole('button', { name: 'Later' }).click()
    await other.getByText('No one new within your filters').waitFor(patience)
    await other.getByRole('link', { name: /Chats/ }).click()
    await other.getByRole('link', { name: /Ben/ }).waitFor(patience)
  })

  it('a person with two phones sees new likes and new people on return to the app, without loading it anew', async () => {
    const { woman, man } = town()
    const anna = await woman('Anna')
    const likes = await world.open(anna, { path: '/likes' })
    const deck = await world.open(anna, { path: '/deck' })
    await likes.getByText('No new likes yet').waitFor(patience)
    await deck.getByText('No one new within your filters').waitFor(patience)
    const ben = await man('Ben')
    await seesPeople(anna, 1)
    await expect
      .poll(
        () => ben.client.discovery.like({ target_user_id: anna.userId }).then(() => 'liked', String),
        patience,
      )
      .toBe('liked')
    await comeBack(likes)
    await likes.getByRole('button', { name: /Ben/ }).waitFor({ timeout: 60_000 })
    await comeBack(deck)
    await topName(deck).waitFor({ timeout: 60_000 })
  })
})
