import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import { drawnPhoto } from '../screens/people.js'
import { match, settle, signIn } from './people.js'
import { chromiumPath, launchBrowser, openPhone } from './phone.js'

const stack = inject('stack')
// A name that is not this machine's own: over plain http it is no secure context, as an address of the home network.
const host = 'kindred.lan'
const lanUrl = stack.url.replace('127.0.0.1', host)
let browser: Browser

/** The browser tells of a header that it takes only over https. */
const isOurs = (fault: string): boolean => !fault.includes('Cross-Origin-Opener-Policy')

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await launchBrowser(`--host-resolver-rules=MAP ${host} 127.0.0.1`)
})
afterAll(() => browser?.close())

/** A noisy PNG of more than 2.5 MB, see-through but for a disc in its middle. */
async function seeThrough(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 1_400
    const context = canvas.getContext('2d')!
    const image = context.createImageData(1_400, 1_400)
    for (let place = 0; place < image.data.length; place += 4) {
      const x = (place / 4) % 1_400
      const y = Math.floor(place / 4 / 1_400)
      const inside = (x - 700) ** 2 + (y - 700) ** 2 < 600 ** 2
      for (let part = 0; part < 3; part++) image.data[place + part] = Math.random() * 255
      image.data[place + 3] = inside ? 255 : 0
    }
    context.putImageData(image, 0, 0)
    return canvas.toDataURL('image/png').split(',')[1]!
  })
  return Buffer.from(base64, 'base64')
}

const cornerOf = (page: Page, url: string): Promise<number[]> =>
  page.evaluate(async (address) => {
    const bitmap = await createImageBitmap(await (await fetch(address)).blob())
    const canvas = document.createElement('canvas')
    canvas.width = bitmap.width
    canvas.height = bitmap.height
    const context = canvas.getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    return [...context.getImageData(3, 3, 1, 1).data]
  }, url)

describe.skipIf(chromiumPath === undefined)('over plain http on an address of the home network', () => {
  it('over plain http on an address of the home network a message arrives', async () => {
    const life = { latitude: 31, longitude: 77 }
    const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, { ...life, wants: 'MAN' })
    const ben = await settle(stack, { name: 'Ben', gender: 'MAN' }, { ...life, wants: 'WOMAN' })
    const id = await match(anna, ben)
    const { page, context, faults } = await openPhone(browser, anna, { url: lanUrl, path: `/chats/${id}` })
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false)
    await page.getByRole('textbox', { name: 'Message' }).fill('from the kitchen')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect
      .poll(async () =>
        (await ben.client.chat.listMessages({ conversation_id: id })).messages.map(({ text }) => text),
      )
      .toEqual(['from the kitchen'])
    expect(faults.filter(isOurs)).toEqual([])
    await context.close()
  })

  it('over plain http on an address of the home network photos arrive, and what was see-through in one that is made smaller is white', async () => {
    const mara = await signIn(stack, 'Mara')
    await mara.client.profile.createProfile({ name: 'Mara', birth_date: '1996-04-12', gender: 'WOMAN' })
    await mara.client.profile.setMyLocation({ latitude: 31, longitude: 77 })
    await mara.client.profile.setMyPreferences({ wanted_genders: ['MAN'], min_age: 18, max_age: 100 })
    const { page, context, faults } = await openPhone(browser, mara, { url: lanUrl, path: '/profile/photos' })
    await page.locator('input[type=file]').first().waitFor({ state: 'attached' })
    const buffer = await seeThrough(page)
    expect(buffer.length).toBeGreaterThan(2_500_000)
    const logo = { name: 'logo.png', mimeType: 'image/png', buffer }
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([logo, await drawnPhoto(browser, 30)])
    await expect.poll(async () => (await mara.client.profile.getMyProfile()).photos.length).toBe(2)
    const [photo] = (await mara.client.profile.getMyProfile()).photos
    const corner = await cornerOf(page, photo!.urls!.full)
    expect(Math.min(...corner), `${corner}`).toBeGreaterThan(240)
    expect(faults.filter(isOurs)).toEqual([])
    await context.close()
  })
})
