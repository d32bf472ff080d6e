import { describe, expect, inject, it } from 'vitest'

import { seriousFaults } from './axe.js'
import { somewhere } from './browser-of-file.js'
import { networkWorld } from './network-world.js'
import { match, matchAway, type Person, seesPeople, settle, until } from './people.js'
import { chromiumPath } from './phone.js'

const stack = inject('stack')
const world = networkWorld()

const badgesOf = ({ client }: Person) => client.notification.getBadges()

/** Waits until so much is counted as new. */
const waitsFor = (person: Person, counts: { likes: number; matches: number; celebrate: number }) =>
  until(
    async () => {
      const {
        unseen_likes: likes,
        unseen_matches: matches,
        celebrate_match_ids: ids,
      } = await badgesOf(person)
      return likes === counts.likes && matches === counts.matches && ids.length === counts.celebrate
    },
    `${person.name} has ${JSON.stringify(counts)}`,
  )

describe.skipIf(chromiumPath === undefined)(
  'what came while the person was away',
  { timeout: 120_000 },
  () => {
    it('what came while the person was away is celebrated once on one device, and stands on the tabs of all until it was looked at', async () => {
      const place = somewhere()
      const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, { ...place, wants: 'MAN' })
      const men: Person[] = []
      for (const name of ['Ben', 'Carl', 'Dan'])
        men.push(await settle(stack, { name, gender: 'MAN' }, { ...place, wants: 'WOMAN' }))
      await seesPeople(anna, 3)
      const [ben, carl, dan] = men as [Person, Person, Person]
      await matchAway(anna, ben)
      await matchAway(anna, carl)
      await seesPeople(dan, 1)
      await dan.client.discovery.like({ target_user_id: anna.userId })
      await waitsFor(anna, { likes: 1, matches: 2, celebrate: 2 })

      const page = await world.open(anna)
      const told = page.getByRole('dialog', { name: 'While you were away' })
      await told.getByText('You have 2 new matches.').waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await waitsFor(anna, { likes: 1, matches: 2, celebrate: 0 })
      await told.getByRole('button', { name: 'Later' }).click()
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
      await expect.poll(() => page.getByRole('link', { name: /Chats/ }).textContent()).toBe('Chats2')
      await expect.poll(() => page.getByRole('link', { name: /Likes/ }).textContent()).toBe('Likes1')

      const tablet = await world.open(anna)
      await expect.poll(() => tablet.getByRole('link', { name: /Chats/ }).textContent()).toBe('Chats2')
      expect(await tablet.getByRole('dialog').count()).toBe(0)
      await tablet.getByRole('link', { name: /Chats/ }).click()
      await expect.poll(() => tablet.locator('.new-match .badge').count()).toBe(2)
      await tablet.getByRole('link', { name: /Likes/ }).click()
      await tablet.locator('.like-new').waitFor()
      await expect.poll(() => tablet.getByRole('link', { name: /Chats/ }).textContent()).toBe('Chats')
      await waitsFor(anna, { likes: 0, matches: 0, celebrate: 0 })
      await tablet.getByRole('link', { name: /Chats/ }).click()
      await tablet.locator('.new-match').first().waitFor()
      expect(await tablet.locator('.new-match .badge').count()).toBe(0)
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
      await match(anna, ben)
      await page.getByRole('dialog', { name: 'It’s a match!' }).waitFor()
      await waitsFor(anna, { likes: 0, matches: 1, celebrate: 0 })
      await page.goto(stack.url)
      await dan.client.discovery.like({ target_user_id: anna.userId })
      await waitsFor(anna, { likes: 1, matches: 1, celebrate: 0 })
      const back = await world.reopen(page, anna, '/deck')
      await back.getByText('Someone new likes you.').waitFor()
      expect(await back.getByRole('dialog').count()).toBe(0)
      expect(await back.getByRole('link', { name: /Chats/ }).textContent()).toBe('Chats1')
    })

    it('new likes that came alone while the person was away are told once in a line that says how many', async () => {
      const place = somewhere()
      const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, { ...place, wants: 'MAN' })
      const ben = await settle(stack, { name: 'Ben', gender: 'MAN' }, { ...place, wants: 'WOMAN' })
      await seesPeople(anna, 1)
      await seesPeople(ben, 1)
      await ben.client.discovery.like({ target_user_id: anna.userId })
      await waitsFor(anna, { likes: 1, matches: 0, celebrate: 0 })
      const page = await world.open(anna)
      await page.getByText('Someone new likes you.').waitFor()
      const back = await world.reopen(page, anna, '/deck')
      await expect.poll(() => back.getByRole('link', { name: /Likes/ }).textContent()).toBe('Likes1')
      expect(await back.getByText('Someone new likes you.').count()).toBe(0)
    })
  },
)
