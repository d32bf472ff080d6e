import { get } from 'node:http'
import { brotliCompressSync } from 'node:zlib'

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'

import { settle, signIn } from './people.js'
import { chromiumPath, launchBrowser, openPhone } from './phone.js'

const stack = inject('stack')
const most = { all: 120 * 1024, css: 15 * 1024 }
let browser: Browser

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await launchBrowser()
})
afterAll(() => browser?.close())

const life = { latitude: 10, longitude: -150, wants: 'MAN' } as const

/** The bytes of a file as they come over the wire to a browser that takes everything; what comes plain is counted as it packs. */
const onTheWire = (address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'gzip, deflate, br' } }, (response) => {
      const chunks: Buffer[] = []
      const isPacked = response.headers['content-encoding'] !== undefined
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const body = Buffer.concat(chunks)
        resolve((isPacked ? body : brotliCompressSync(body)).length)
      })
    }).once('error', reject)
  })

it.skipIf(chromiumPath === undefined).each([
  ['the welcome', 'en'],
  ['the welcome', 'ru'],
  ['the deck', 'en'],
  ['the deck', 'ru'],
] as const)('the first load, up to %s in %s, is at most 120 KB on the wire, 15 of them CSS', async (screen, locale) => {
  const isNew = screen === 'the welcome'
  const person = await (isNew ? signIn(stack, 'Lea') : settle(stack, { name: 'Lea', gender: 'WOMAN' }, life))
  const { page, context } = await openPhone(browser, person, { url: stack.url, locale })
  await page.locator(isNew ? '.welcome' : '.tabs').waitFor()
  await page.waitForLoadState('networkidle')
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name.replace(/[?#].*/, '')),
  )
  await context.close()
  const files = [`${stack.url}/app/`, ...new Set(loaded.filter((name) => /\/app\/.*\.(js|css)$/.test(name)))]
  const sizes = await Promise.all(files.map(async (name) => ({ name, size: await onTheWire(name) })))
  const weigh = (kind: RegExp): number =>
    sizes.filter(({ name }) => kind.test(name)).reduce((sum, { size }) => sum + size, 0)
  const told = JSON.stringify({ all: weigh(/./), css: weigh(/\.css$/), files: sizes })
  expect(weigh(/\.js$/), told).toBeGreaterThan(50_000)
  expect(weigh(/\.css$/), told).toBeGreaterThan(500)
  expect(weigh(/\.css$/), told).toBeLessThanOrEqual(most.css)
  expect(weigh(/./), told).toBeLessThanOrEqual(most.all)
})
