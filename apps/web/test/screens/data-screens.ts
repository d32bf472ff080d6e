import type { Browser } from 'playwright-core'

import type { SetMyPrivacyRequest } from '@kindred/client'

import { match, type Person, seesPeople, settle, signIn, until } from '../browser/people.js'
import type { Camera } from './camera.js'
import type { Sitter, Target } from './people.js'

/** Who keeps something from others, or leaves. */
export interface DataWorld {
  /** Is matched with somebody who writes first, and sees a card without an age. */
  readonly ben: Person
  readonly reserved: string
  /** Got a superlike with a way out of the app, and has chosen what others see. */
  readonly anna: Person
  readonly leaver: Sitter
}

const open: SetMyPrivacyRequest = {
  hide_age: false,
  hide_distance: false,
  incognito: false,
  first_writer: 'ANYONE',
  hide_online: false,
}

/** Lets them settle in a town of their own. */
export async function createDataWorld(target: Target, browser: Browser): Promise<DataWorld> {
  const place = { latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 }
  const person = (name: string, gender: 'WOMAN' | 'MAN'): Promise<Person> => {
    const wants = gender === 'WOMAN' ? 'MAN' : 'WOMAN'
    return settle(target, { name, gender, interests: ['reading'] }, { ...place, wants, photos: 2 }, browser)
  }
  const [ben, anna, vera] = [
    await person('Ben', 'MAN'),
    await person('Anna', 'WOMAN'),
    await person('Vera', 'WOMAN'),
  ]
  await Promise.all([seesPeople(ben, 2), seesPeople(anna, 1), seesPeople(vera, 1)])
  await vera.client.profile.setMyPrivacy({ ...open, first_writer: 'ME' })
  const reserved = await match(vera, ben)
  await until(
    async () =>
      (await ben.client.chat.listConversations()).conversations[0]?.participant_writes_first === true,
    'the conversation waits',
  )
  const pushy = { target_user_id: anna.userId, message: 'Text me on WhatsApp, I am rarely here' }
  await ben.client.discovery.like({ ...pushy, kind: 'SUPERLIKE' })
  await anna.client.profile.setMyPrivacy({ ...open, hide_age: true, hide_distance: true })
  const leaver = await person('Lena', 'WOMAN')
  await leaver.client.auth.deleteAccount()
  return { ben, reserved, anna, leaver: await signIn(target, 'Lena', leaver.telegramId) }
}

/** What a person keeps from others, what is the person's own, and the way out and back. */
export async function shootData(camera: Camera, { ben, reserved, anna, leaver }: DataWorld): Promise<void> {
  const screens: readonly [Sitter, string, string, string][] = [
    [anna, '/settings/privacy', 'privacy', '[role=switch]'],
    [anna, '/settings', 'settings', 'main .list'],
    [anna, '/settings/sessions', 'sessions', 'main .row'],
    [anna, '/settings/sign-ins', 'sign-ins', 'main .row'],
    [anna, '/settings/delete', 'delete', 'main .button-danger'],
    [anna, '/deck', 'advice-card', '.swipe-card .advice'],
    [anna, '/likes', 'advice-likes', '.like'],
    [anna, '/profile/preview', 'preview', 'main h1'],
    [ben, `/chats/${reserved}`, 'they-write-first', '.chat-used-up'],
    [leaver, '/deck', 'return', 'main .button'],
  ]
  for (const [who, path, name, part] of screens) {
    const shown = await camera.open(who, path)
    await shown.locator(part).first().waitFor({ state: 'attached' })
    await camera.shoot(`data-${name}`, { end: ['privacy', 'settings', 'delete'].includes(name) })
  }
  const page = await camera.open(anna, '/settings/data')
  const button = page.locator('main .card .button')
  await button.waitFor()
  await camera.shoot('data-export')
  const isReady = page.getByRole('button', { name: /^(Download|Скачать)/ })
  if (!(await isReady.isVisible())) await button.click()
  await isReady.waitFor({ timeout: 60_000 })
  await camera.shoot('data-export-ready', { end: true })
}
