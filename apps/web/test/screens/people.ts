import type { Browser } from 'playwright-core'

import { createClient } from '@kindred/client'
import { telegramInitData } from '@kindred/testkit/init-data'

import { showPhotos } from '../browser/people.js'

/** Somebody to take pictures of. */
export interface Sitter {
  readonly telegramId: number
  readonly initData: string
}

/** The system and its bot. */
export interface Target {
  readonly url: string
  readonly botToken: string
}

let next = 500_000_000 + Math.floor(Math.random() * 100_000_000)

/** Somebody who never opened Kindred before. */
export function newcomer({ botToken }: Target, firstName = 'Anna', authDate = new Date()): Sitter {
  const telegramId = next++
  return { telegramId, initData: telegramInitData({ id: telegramId, firstName, botToken, authDate }) }
}

/** Somebody with everything filled in and two photos. */
export async function resident(target: Target, browser: Browser): Promise<Sitter> {
  const sitter = newcomer(target)
  const client = createClient({ baseUrl: target.url })
  await client.signIn({ init_data: sitter.initData, device_name: 'Web' })
  await client.profile.createProfile({
    name: 'Anna',
    birth_date: '1996-04-12',
    gender: 'WOMAN',
    city: 'Riga',
    goal: 'LONG_TERM',
    height_cm: 171,
    bio: 'Climber, reader, bad singer. I know every bakery within an hour of here.',
    interests: ['climbing', 'reading', 'coffee', 'jazz', 'cats', 'hiking'],
    languages: ['en', 'lv'],
    education: 'MASTER',
  })
  const photos = []
  for (const hue of [10, 200]) photos.push(await client.uploadPhoto(await picture(browser, hue)))
  await showPhotos(
    client,
    photos.map(({ media_id: id }) => id),
  )
  await client.profile.setMyLocation({ latitude: 56.95, longitude: 24.11 })
  await client.profile.setMyPreferences({
    wanted_genders: ['MAN'],
    min_age: 25,
    max_age: 38,
    max_distance_km: 50,
  })
  await createClient({ baseUrl: target.url }).signIn({
    init_data: telegramInitData({ id: sitter.telegramId, firstName: 'Anna', botToken: target.botToken }),
    device_name: 'iPhone',
  })
  return sitter
}

/** A drawn picture as a file to choose. */
export async function drawnPhoto(browser: Browser, hue: number) {
  const buffer = Buffer.from(await (await picture(browser, hue)).arrayBuffer())
  return { name: `photo-${hue}.jpg`, mimeType: 'image/jpeg', buffer }
}

/** A drawn picture; no photo of a real person. */
async function picture(browser: Browser, hue: number): Promise<Blob> {
  const page = await browser.newPage({ viewport: { width: 600, height: 800 } })
  await page.setContent(`<body style="margin:0"><svg width="600" height="800">
    <rect width="600" height="800" fill="hsl(${hue} 55% 75%)"/><circle cx="300" cy="330" r="150" fill="hsl(${hue + 20} 45% 62%)"/>
    <path d="M60 800c20-240 120-310 240-310s220 70 240 310z" fill="hsl(${hue + 150} 40% 42%)"/></svg>`)
  const bytes = await page.screenshot({ type: 'jpeg', quality: 80 })
  await page.close()
  return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })
}
