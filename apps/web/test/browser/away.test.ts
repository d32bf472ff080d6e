import { describe, expect, inject, it } from 'vitest'

import { seriousFaults } from './axe.js'
import { networkWorld } from './network-world.js'
import { match, type Person, seesPeople, settle } from './people.js'
import { chromiumPath } from './phone.js'

const stack = inject('stack')
const world = networkWorld()

describe.skipIf(chromiumPath === undefined)(
  'what came while the person was away',
  { timeout: 120_000 },
  () => {
    const somewhere = () => ({ latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 })

    it('what came while the person was away is celebrated once on opening, and stands on the tabs until it was looked at', async () => {
      const place = somewhere()
      const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, { ...place, wants: 'MAN' })
      const men: Person[] = []
      for (const name of ['Ben', 'Carl', 'Dan'])
        men.push(await settle(stack, { name, gender: 'MAN' }, { ...place, wants: 'WOMAN' }))
      await seesPeople(anna, 3)
      const page = await world.open(anna)
      await page.locator('.tabs').waitFor()
      await page.waitForFunction(() =>
        Object.keys(localStorage).some((key) => key.startsWith('kindred.seen.')),
      )
      const [ben, carl, dan] = men as [Person, Person, Person]
      expect(await page.getByRole('dialog').count()).toBe(0)
      await page.goto(stack.url)
      await match(anna, ben)
      await match(anna, carl)
      await dan.client.discovery.like({ target_user_id: anna.userId })
      const back = await world.reopen(page, anna, '/deck')
      const told = back.getByRole('dialog', { name: 'While you were away' })
      await told.getByText('You have 2 new matches.').waitFor()
      expect(await seriousFaults(back)).toEqual([])
      await told.getByRole('button', { name: 'Later' }).click()
      await expect.poll(() => back.getByRole('dialog').count()).toBe(0)
      await expect.poll(() => back.getByRole('link', { name: /Chats/ }).textContent()).toBe('Chats2')
      await expect.poll(() => back.getByRole('link', { name: /Likes/ }).textContent()).toBe('Likes1')

      await back.reload()
      await back.locator('.badge').first().waitFor()
      expect(await back.getByRole('dialog').count()).toBe(0)
      await back.getByRole('link', { name: /Chats/ }).click()
      await expect.poll(() => back.locator('.new-match .badge').count()).toBe(2)
      await back.getByRole('link', { name: /Likes/ }).click()
      await back.locator('.like-new').waitFor()
      await expect.poll(() => back.getByRole('link', { name: /Chats/ }).textContent()).toBe('Chats')
      await back.getByRole('link', { name: /Chats/ }).click()
      await back.locator('.new-match').first().waitFor()
      expect(await back.locator('.new-match .badge').count()).toBe(0)
    })

    it('what came while the person was away is not what was celebrated in front of them, however they left the page', async () => {
      const place = somewhere()
      const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, { ...place, wants: 'MAN' })
      const ben = await settle(stack, { name: 'Ben', gender: 'MAN' }, { ...place, wants: 'WOMAN' })
      const dan = await settle(stack, { name: 'Dan', gender: 'MAN' }, { ...place, wants: 'WOMAN' })
      await seesPeople(anna, 2)
      await seesPeople(dan, 1)
      const page = await world.open(anna)
      await page.locator('.tabs').waitFor()
      await page.waitForFunction(() =>
        Object.keys(localStorage).some((key) => key.startsWith('kindred.seen.')),
      )
      await match(anna, ben)
      await page.getByRole('dialog', { name: 'It’s a match!' }).waitFor()
      await page.goto(stack.url)
      await dan.client.discovery.like({ target_user_id: anna.userId })
      const back = await world.reopen(page, anna, '/deck')
      await back.getByText('Someone new likes you.').waitFor()
      expect(await back.getByRole('dialog').count()).toBe(0)
      expect(await back.getByRole('link', { name: /Chats/ }).textContent()).toBe('Chats1')
    })

    it('new likes that came alone while the person was away are told in a line that says how many', async () => {
      const place = somewhere()
      const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, { ...place, wants: 'MAN' })
      const ben = await settle(stack, { name: 'Ben', gender: 'MAN' }, { ...place, wants: 'WOMAN' })
      await seesPeople(anna, 1)
      await seesPeople(ben, 1)
      const page = await world.open(anna, { path: '/likes' })
      await page.getByText('No new likes yet').waitFor()
      await ben.client.discovery.like({ target_user_id: anna.userId })
      const back = await world.reopen(page, anna, '/deck')
      await back.getByText('Someone new likes you.').waitFor()
    })
  },
)
