import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { networkWorld } from './network-world.js'
import { chromiumPath } from './phone.js'

const world = networkWorld()

interface Client {
  readonly posted: { name: string; data: Record<string, unknown> }[]
  readonly answers: Record<string, { event: string; data: unknown }>
}

/** Plays a phone's client around the page: notes what it is told, answers what it is asked. */
const playClient = (answers: Client['answers']) => (page: Page) =>
  page.addInitScript((known) => {
    const client: Client = { posted: [], answers: known }
    Object.assign(window, {
      client,
      TelegramWebviewProxy: {
        postEvent(name: string, data: string) {
          client.posted.push({ name, data: JSON.parse(data) as Record<string, unknown> })
          const answer = client.answers[name]
          const { Telegram } = window as unknown as {
            Telegram: { WebView: { receiveEvent(name: string, data: unknown): void } }
          }
          if (answer !== undefined) Telegram.WebView.receiveEvent(answer.event, answer.data)
        },
      },
    })
  }, answers)

const posted = (page: Page, name: string): Promise<Client['posted']> =>
  page.evaluate(
    (wanted) =>
      (window as unknown as { client: Client }).client.posted.filter((each) => each.name === wanted),
    name,
  )
const checked = (data: object) => ({ event: 'location_checked', data })

describe.skipIf(chromiumPath === undefined)('inside a Telegram client', () => {
  it('inside a Telegram client the bar below the app has the colour of the page', async () => {
    const page = await world.open(await world.resident(), { path: '/settings', prepare: playClient({}) })
    await page.locator('.list').first().waitFor()
    const [bar] = await posted(page, 'web_app_set_bottom_bar_color')
    const [header] = await posted(page, 'web_app_set_header_color')
    expect(bar?.data).toEqual(header?.data)
    expect(bar?.data['color']).toMatch(/^#[0-9a-f]{6}$/)
  })

  it('inside a Telegram client the place comes from Telegram, coarsely, without a question of the browser', async () => {
    const anna = await world.resident()
    const answers = {
      web_app_check_location: checked({ available: true, access_requested: true, access_granted: true }),
      web_app_request_location: {
        event: 'location_requested',
        data: { available: true, latitude: 56.951234, longitude: 24.116789 },
      },
    }
    const page = await world.open(anna, { path: '/place', prepare: playClient(answers) })
    await page.getByRole('button', { name: 'Use my location' }).click()
    await page.getByText('Found: Riga').waitFor()
    const stored = page.waitForRequest('**/v1/profiles/me/location')
    await page.evaluate(() => {
      const { Telegram } = window as unknown as {
        Telegram: { WebView: { receiveEvent(name: string, data: unknown): void } }
      }
      Telegram.WebView.receiveEvent('main_button_pressed', {})
    })
    expect((await stored).postDataJSON()).toEqual({ latitude: 56.95, longitude: 24.12 })
  })

  it('inside a Telegram client a place that was denied leads to Telegram’s settings', async () => {
    const answers = {
      web_app_check_location: checked({ available: true, access_requested: true, access_granted: false }),
    }
    const page = await world.open(await world.resident(), { path: '/place', prepare: playClient(answers) })
    await page.getByRole('button', { name: 'Use my location' }).click()
    await page.getByText('didn’t allow it').waitFor()
    await page.getByRole('button', { name: 'Allow it in Telegram’s settings' }).click()
    expect(await posted(page, 'web_app_open_location_settings')).toHaveLength(1)
  })

  it('inside a Telegram client without a way to the place in Telegram the browser is asked', async () => {
    const answers = { web_app_check_location: checked({ available: false }) }
    const page = await world.open(await world.resident(), { path: '/place', prepare: playClient(answers) })
    await page.context().grantPermissions(['geolocation'])
    await page.context().setGeolocation({ latitude: 56.951, longitude: 24.117 })
    await page.getByRole('button', { name: 'Use my location' }).click()
    await page.getByText('Found: Riga').waitFor()
  })
})
