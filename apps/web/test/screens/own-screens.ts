import type { Browser, Page } from 'playwright-core'

import type { Camera } from './camera.js'
import { drawnPhoto, newcomer, type Sitter, type Target } from './people.js'

const main = (page: Page) => page.locator('.main-action .button-main')

/** The welcome and the five steps, with their errors. */
export async function shootOnboarding(camera: Camera, browser: Browser, target: Target): Promise<void> {
  const page = await camera.open(newcomer(target), '/')
  await main(page).waitFor()
  await camera.shoot('welcome')
  await page.locator('.button-quiet').click()
  await camera.shoot('welcome-young')
  await page.locator('.icon-button').click()
  await main(page).click()
  await page.locator('.birth-date').waitFor()
  await camera.shoot('about')
  await main(page).click()
  await page.locator('.error').first().waitFor()
  await camera.shoot('about-errors')
  for (const [index, value] of ['12', '4', '1996'].entries())
    await page.locator('.birth-date select').nth(index).selectOption(value)
  await page.locator('[role=radio]').first().click()
  await main(page).click()
  await page.locator('textarea').waitFor()
  for (const index of [0, 3, 7]) await page.locator('.group .chip').nth(index).click()
  await camera.shoot('interests', { end: true })
  await main(page).click()
  await shootPhotoStep(camera, browser, page)
  await main(page).click()
  await page.locator('input[type=search]').waitFor()
  await camera.shoot('place')
  await page.locator('.card .button').click()
  await page.locator('.card .error').waitFor()
  await page.locator('input[type=search]').fill('ri')
  await page.locator('.chips .chip').first().click()
  await camera.shoot('place-chosen')
  await main(page).click()
  await page.locator('.range').first().waitFor()
  await main(page).click()
  await page.locator('.error').waitFor()
  await camera.shoot('wishes')
}

async function shootPhotoStep(camera: Camera, browser: Browser, page: Page): Promise<void> {
  await page.locator('.tile-add').first().waitFor()
  await camera.shoot('photos-none')
  await page
    .locator('input[type=file]')
    .setInputFiles([await drawnPhoto(browser, 20), await drawnPhoto(browser, 120)])
  await page.locator('.tile-photo').nth(1).waitFor()
  await page.route('**/v1/media', (route) =>
    route.request().method() === 'POST' ? route.abort('connectionfailed') : route.fallback(),
  )
  await page.locator('input[type=file]').setInputFiles([await drawnPhoto(browser, 240)])
  await page.locator('.tile-veil button').first().waitFor()
  await camera.shoot('photos-failed')
  await page.locator('.tile-close').click()
}

/** The rooms of somebody who has a profile. */
export async function shootRooms(camera: Camera, sitter: Sitter): Promise<void> {
  const screens = {
    profile: '/profile',
    preview: '/profile/preview',
    edit: '/profile/edit',
    photos: '/profile/photos',
    filters: '/filters',
    place: '/place',
    settings: '/settings',
    language: '/settings/language',
    sessions: '/settings/sessions',
    privacy: '/settings/privacy',
    'sign-out': '/settings/sign-out',
  }
  for (const [name, path] of Object.entries(screens)) {
    const page = await camera.open(sitter, path)
    await page.locator('main h1').waitFor({ state: 'attached' })
    await page.locator('main :is(.list, .card, .photo-grid, .main-action, .chips, .person)').first().waitFor()
    await camera.shoot(`room-${name}`, {
      end: ['edit', 'preview', 'privacy', 'profile', 'filters'].includes(name),
    })
  }
  await shootVerification(camera, sitter)
  const photos = await camera.open(sitter, '/profile/photos')
  await photos.locator('.tile-photo').nth(1).click()
  await photos.locator('dialog').waitFor()
  await camera.shoot('room-photo-sheet')
  await photos.locator('dialog .row-danger').click()
  await photos.locator('dialog .button-danger').waitFor()
  await camera.shoot('room-photo-remove')
  const sessions = await camera.open(sitter, '/settings/sessions')
  await sessions.locator('.row .button').first().click()
  await sessions.locator('dialog .button-danger').waitFor()
  await camera.shoot('room-session-end')
  const edit = await camera.open(sitter, '/profile/edit')
  await edit.locator('textarea').fill('Something new, and too long. '.repeat(40))
  await edit.locator('.counter-over').scrollIntoViewIfNeeded()
  await camera.shoot('room-bio-long')
  await edit.locator('.bar .icon-button').click()
  await camera.shoot('room-unsaved')
  const gone = await camera.open(sitter, '/settings/delete')
  await gone.locator('main .button-danger').waitFor()
  await camera.shoot('room-delete')
  await gone.locator('main .button-danger').click()
  await camera.shoot('room-delete-sheet')
  const deletion = {
    receipt_id: 'receipt',
    state: 'WAITING',
    requested_at: new Date(),
    erase_at: new Date(),
    parts: [],
  }
  await gone.route('**/v1/account/deletion', (route) => route.fulfill({ status: 200, json: deletion }))
  await gone.locator('dialog .button-danger').click()
  await gone.locator('.state').waitFor()
  await camera.shoot('system-deleted')
  // The server is not told: the person is needed in the next look.
  const leaving = await camera.open(sitter, '/settings/sign-out', (page) =>
    page.route('**/v1/auth/logout', (route) => route.fulfill({ status: 200, json: {} })),
  )
  await main(leaving).click()
  await leaving.locator('.state').waitFor()
  await camera.shoot('system-signed-out')
}

async function shootVerification(camera: Camera, sitter: Sitter): Promise<void> {
  const page = await camera.open(sitter, '/profile', (opening) =>
    opening.route('**/config.json', (route) => route.fulfill({ json: { bot_username: 'kindred_bot' } })),
  )
  await page.locator('main button.row').first().click()
  await page.locator('dialog .button').first().waitFor()
  await camera.shoot('room-verification')
}

/** What stands when something is wrong. */
export async function shootSystem(camera: Camera, target: Target, sitter: Sitter): Promise<void> {
  const outside = await camera.open({ telegramId: 0, initData: '' }, '/')
  await outside.locator('.state').waitFor()
  await camera.shoot('system-outside')
  const old = await camera.open(newcomer(target, 'Anna', new Date(Date.now() - 90_000_000)), '/')
  await old.locator('.state').waitFor()
  await camera.shoot('system-expired')
  const page = await camera.open(sitter, '/profile')
  await page.locator('.me').waitFor()
  await page.context().setOffline(true)
  await page.locator('.banner').first().waitFor()
  await camera.shoot('system-offline-banner')
  await page.context().setOffline(false)
  await page.route('**/v1/profiles/me', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }),
  )
  await page.reload()
  await page.locator('.state').waitFor()
  await camera.shoot('system-server-error')
  await page.unroute('**/v1/profiles/me')
  await page.route('**/v1/profiles/me', () => {})
  await page.reload()
  await page.locator('.launch').waitFor()
  await camera.shoot('system-launch', { busy: true })
}
