import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { drawnPhoto } from '../screens/people.js'
import { signIn } from './people.js'
import { chromiumPath, launchBrowser, openPhone } from './phone.js'
import { startStack, type TestStack } from './stack.js'

let browser: Browser
let stack: TestStack
let looks: Server
/** What is seen in the next photo; undefined while nothing looks. */
let score: number | undefined

beforeAll(async () => {
  if (chromiumPath === undefined) return
  looks = createServer((request, response) => {
    request.resume().once('end', () => {
      if (score === undefined) response.statusCode = 503
      response.end(JSON.stringify({ score, model: 'planted-1' }))
    })
  })
  await new Promise<void>((resolve) => looks.listen(0, '127.0.0.1', resolve))
  const { port } = looks.address() as AddressInfo
  stack = await startStack({ NSFW_URL: `http://127.0.0.1:${port}/look` })
  browser = await launchBrowser()
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
  looks?.close()
  looks?.closeAllConnections()
})

async function ownerWithPhotos(name: string) {
  const owner = await signIn(stack, name)
  await owner.client.profile.createProfile({ name, birth_date: '1996-04-12', gender: 'WOMAN' })
  await owner.client.profile.setMyLocation({ latitude: 31, longitude: 77 })
  await owner.client.profile.setMyPreferences({ wanted_genders: ['MAN'], min_age: 18, max_age: 100 })
  const phone = await openPhone(browser, owner, { url: stack.url, path: '/profile/photos' })
  const input = phone.page.locator('input[type=file]').first()
  await input.waitFor({ state: 'attached' })
  return {
    ...owner,
    ...phone,
    send: async (hue: number) => input.setInputFiles([await drawnPhoto(browser, hue)]),
  }
}

describe.skipIf(chromiumPath === undefined)('the owner of a photo', () => {
  it('is told why it is not accepted and asks for another look once', async () => {
    score = 0.9
    const { page, context, faults, send } = await ownerWithPhotos('Nora')
    await send(10)
    await page.getByText('Not accepted').waitFor()
    await page.getByRole('button', { name: 'Photo 1' }).click()
    await page.getByText('This photo seems to show nudity').waitFor()
    await page.getByRole('button', { name: 'Ask for another look' }).click()
    await page.getByText('A person will look at this photo again').waitFor()
    expect(await page.getByRole('button', { name: 'Ask for another look' }).count()).toBe(0)
    expect(faults).toEqual([])
    await context.close()
  })

  it('sees it wait and then stand in the profile, without doing anything', async () => {
    score = undefined
    const { page, context, client, send } = await ownerWithPhotos('Olga')
    await send(200)
    await page.getByText('Being checked').waitFor()
    expect((await client.profile.getMyProfile()).photos).toEqual([])
    score = 0.02
    await expect.poll(async () => (await client.profile.getMyProfile()).photos.length).toBe(1)
    await page.getByText('Main').waitFor()
    await context.close()
  })

  it('finds it in the profile also when the app was closed meanwhile', async () => {
    score = undefined
    const { page, context, client, send } = await ownerWithPhotos('Petra')
    await send(120)
    await page.getByText('Being checked').waitFor()
    await context.close()
    score = 0.02
    await expect.poll(async () => (await client.profile.getMyProfile()).photos.length).toBe(1)
  })
})
