import type { Page } from 'playwright-core'

import type { Camera } from './camera.js'
import type { World } from './world.js'

const mine = 'https://t.me/anna_of_riga'
const before = { offered: false, participant_offers: false, shared: false }

/** How the contact of a match can stand. */
const contacts = {
  none: { ...before, own_link: mine },
  nameless: before,
  offered: { ...before, offered: true, own_link: mine },
  theirs: { ...before, participant_offers: true, own_link: mine },
  shared: {
    offered: true,
    participant_offers: true,
    shared: true,
    own_link: mine,
    link: 'https://t.me/ivan_with_a_rather_long_name_32',
  },
  linkless: { offered: true, participant_offers: true, shared: true, own_link: mine },
} as const

const standing = (contact: object) => (page: Page) =>
  page.route('**/v1/chat/conversations/*/contact', (route) => route.fulfill({ json: contact }))

async function openMenu(page: Page): Promise<void> {
  await page.locator('.bubble, .state').first().waitFor()
  await page.locator('.chat-header > .icon-button').click()
  await page.locator('dialog .row').first().waitFor()
}

/** What can be done with a match: its menu and the sheet of the contact in each state, and the goodbye of either side. */
export async function shootContact(camera: Camera, { anna, chat, meetLeaver }: World): Promise<void> {
  for (const [name, contact] of Object.entries(contacts)) {
    const page = await camera.open(anna, `/chats/${chat}`, standing(contact))
    await openMenu(page)
    await camera.shoot(`chat-menu-${name}`)
    await page.locator('dialog .row').nth(0).click()
    await page.locator('dialog [role=status]').waitFor()
    await camera.shoot(`contact-${name}`)
  }
  const asked = await camera.open(anna, `/chats/${chat}`)
  await openMenu(asked)
  await asked.locator('dialog .row').nth(1).click()
  await asked.locator('dialog .button-danger').waitFor()
  await camera.shoot('farewell-question')
  const leave = await meetLeaver()
  const told = await camera.open(anna, '/chats')
  await told.locator('.chat-row').first().waitFor()
  await leave()
  await told.locator('dialog [role=status]').waitFor()
  await camera.shoot('farewell')
}
