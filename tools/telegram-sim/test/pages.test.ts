import { validate } from '@tma.js/init-data-node'
import { Bot, InlineKeyboard, InputFile, Keyboard } from 'grammy'
import { type Browser, chromium, type Frame, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import { chromiumPath } from '@kindred/testkit/chromium'

import { createTelegramSim, type TelegramSim } from '../src/index.js'
import { serveFakeApp } from './fake-app.js'
import { botToken, pixel, poll } from './world.js'

const isMissing = chromiumPath === undefined

describe.skipIf(isMissing)(`the phones${isMissing ? ' (skipped: chromium is not installed)' : ''}`, () => {
  let browser: Browser
  beforeAll(async () => {
    const args = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu']
    browser = await chromium.launch({ ...(chromiumPath && { executablePath: chromiumPath }), args })
  })
  afterAll(() => browser?.close())

  async function open(path = '/'): Promise<{ sim: TelegramSim; bot: Bot; page: Page; faults: string[] }> {
    const sim = await createTelegramSim({ botToken, appUrl: await serveFakeApp() })
    onTestFinished(() => sim.stop())
    const bot = new Bot(botToken, { client: { apiRoot: sim.apiRoot } })
    const page = await browser.newPage({ viewport: { width: 1320, height: 1000 } })
    onTestFinished(() => page.close())
    const faults: string[] = []
    page.on('pageerror', ({ message }) => faults.push(message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    await page.goto(sim.url + path)
    return { sim, bot, page, faults }
  }

  async function openApp(page: Page): Promise<Frame> {
    await page.getByRole('button', { name: 'Start', exact: true }).first().click()
    await page.getByTitle('Open the Mini App').first().click()
    await expect.poll(() => page.frames().length).toBe(2)
    const frame = page.frames()[1]!
    await frame.waitForSelector('h1')
    return frame
  }

  const heard = (frame: Frame, type: string): Promise<unknown[]> =>
    frame.evaluate((wanted) => {
      const events = Reflect.get(globalThis, 'heard') as { eventType: string; eventData: unknown }[]
      return events.filter(({ eventType }) => eventType === wanted).map(({ eventData }) => eventData)
    }, type)

  const call = (frame: Frame, method: string, params?: object): Promise<unknown> =>
    frame.evaluate(
      ([name, data]) => (Reflect.get(globalThis, 'call') as (...given: unknown[]) => void)(name, data),
      [method, params] as const,
    )

  it('the phones of the simulator begin with six lines, and let people talk to the bot and press its buttons', async () => {
    const { bot, page, faults } = await open()
    bot.command('start', (context) =>
      context.reply('Hello there', { reply_markup: new InlineKeyboard().text('Well?', 'well') }),
    )
    bot.callbackQuery('well', (context) =>
      context.answerCallbackQuery({ text: 'Very well', show_alert: true }),
    )
    bot.on('message:photo', (context) => context.reply('A photo!'))
    bot.on('message:video_note', (context) => context.reply('A video message!'))
    await poll(bot)
    expect(await page.locator('.guide li').count()).toBe(6)
    const left = page.locator('.stand').first()
    await left.getByRole('button', { name: 'Start', exact: true }).click()
    await left.getByText('Hello there').waitFor()
    await left.getByRole('button', { name: 'Well?' }).click()
    await left.getByRole('alertdialog').getByText('Very well').waitFor()
    await left.getByRole('button', { name: 'OK' }).click()
    const photo = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
      'base64',
    )
    await left
      .locator('input[accept*=image]')
      .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: photo })
    await left.getByText('A photo!').waitFor()
    await left
      .locator('input[accept*=video]')
      .setInputFiles({ name: 'me.mp4', mimeType: 'video/mp4', buffer: Buffer.from('moving pictures') })
    await left.getByText('A video message!').waitFor()
    await left.getByLabel('Video message', { exact: true }).waitFor()
    expect(faults).toEqual([])
  })

  it('the phones of the simulator keep the newest message in view, photos too, until somebody scrolls up', async () => {
    const { bot, page } = await open('/phone')
    const photo = await page.locator('.phone').screenshot()
    let chatId = 0
    bot.command('profile', (context) => {
      chatId = context.chat.id
      return context.replyWithPhoto(new InputFile(photo), { caption: 'This is you' })
    })
    await poll(bot)
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    const list = page.locator('.messages')
    const restPx = () =>
      list.evaluate((one) => Math.round(one.scrollHeight - one.scrollTop - one.clientHeight))
    const write = async (count: number): Promise<void> => {
      await page.locator('.composer input[type=text]').fill('/profile')
      await page.keyboard.press('Enter')
      await expect.poll(() => list.getByText('This is you').count()).toBe(count)
      await expect
        .poll(() =>
          list.locator('img').evaluateAll((all) => all.every((one) => Reflect.get(one, 'complete'))),
        )
        .toBe(true)
    }
    await write(1)
    await page.getByTitle('Open the Mini App').first().click()
    await page.getByRole('button', { name: 'Close', exact: true }).first().click()
    await write(2)
    await expect.poll(restPx).toBe(0)
    await list.evaluate((one) => (one.scrollTop = 0))
    // The page hears of a scroll with the next frame.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    await bot.api.sendMessage(chatId, 'Meanwhile')
    await list.getByText('Meanwhile').waitFor()
    expect(await restPx()).toBeGreaterThan(100)
  })

  it('the phones of the simulator fill a narrow window without a bezel, and stand side by side in one of 1280 pixels', async () => {
    const { bot, page } = await open('/phone')
    await page.setViewportSize({ width: 390, height: 844 })
    const size = () =>
      page.locator('html').evaluate(({ scrollWidth, scrollHeight }) => [scrollWidth, scrollHeight])
    expect(await size()).toEqual([390, 844])
    const screen = () => page.locator('.screen').boundingBox()
    expect(await screen()).toEqual({ x: 0, y: 0, width: 390, height: 844 })
    const long = 'What a long label of a button'
    bot.command('start', (context) =>
      context.reply('Hello', { reply_markup: new InlineKeyboard().text(long, 'a').text(long, 'b') }),
    )
    await poll(bot)
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByRole('button', { name: long }).first().waitFor()
    expect([await size(), await screen()]).toEqual([[390, 844], { x: 0, y: 0, width: 390, height: 844 }])
    await page.goto(new URL('/', page.url()).href)
    await page.setViewportSize({ width: 1280, height: 1000 })
    await expect.poll(() => page.locator('.stand').count()).toBe(2)
    const [left, right] = await Promise.all([0, 1].map((at) => page.locator('.stand').nth(at).boundingBox()))
    expect(right?.y).toBe(left?.y)
    await page.setViewportSize({ width: 390, height: 844 })
    expect((await size())[0]).toBe(390)
  })

  it('the phones of the simulator open the Mini App with signed data and tell it theme, size and edges', async () => {
    const { page, faults } = await open()
    const frame = await openApp(page)
    const facts = new URLSearchParams(new URL(frame.url()).hash.slice(1))
    validate(facts.get('tgWebAppData') ?? '', botToken)
    for (const what of ['theme', 'viewport', 'safe_area']) await call(frame, `web_app_request_${what}`)
    await expect
      .poll(() => heard(frame, 'theme_changed'))
      .toMatchObject([{ theme_params: { bg_color: '#ffffff' } }])
    await expect
      .poll(() => heard(frame, 'safe_area_changed'))
      .toEqual([{ top: 0, bottom: 34, left: 0, right: 0 }])
    expect(await heard(frame, 'viewport_changed')).toContainEqual({
      width: 390,
      height: 751,
      is_expanded: true,
      is_state_stable: true,
    })
    await page.getByRole('button', { name: 'Dark theme' }).first().click()
    await expect
      .poll(async () => (await heard(frame, 'theme_changed')).at(-1))
      .toMatchObject({
        theme_params: { bg_color: '#18222d' },
      })
    expect(faults).toEqual([])
  })

  it('the phones of the simulator draw the client’s buttons and dialogs, and pass presses on', async () => {
    const { page } = await open('/phone')
    const frame = await openApp(page)
    await call(frame, 'web_app_setup_main_button', { is_visible: true, is_active: true, text: 'Continue' })
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect.poll(() => heard(frame, 'main_button_pressed')).toHaveLength(1)
    await call(frame, 'web_app_setup_back_button', { is_visible: true })
    await page.getByRole('button', { name: 'Back' }).click()
    await expect.poll(() => heard(frame, 'back_button_pressed')).toHaveLength(1)
    const buttons = [
      { id: 'yes', type: 'destructive', text: 'Delete' },
      { id: 'no', type: 'cancel' },
    ]
    await call(frame, 'web_app_open_popup', { title: 'Sure?', message: 'For ever', buttons })
    await page.getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => heard(frame, 'popup_closed')).toEqual([{ button_id: 'yes' }])
    await call(frame, 'web_app_request_location')
    await page.getByRole('button', { name: 'Allow', exact: true }).click()
    await expect
      .poll(() => heard(frame, 'location_requested'))
      .toMatchObject([{ available: true, latitude: 56.9496 }])
  })

  it('the phones of the simulator keep what an app stores in Telegram’s cloud, and ask before closing when it wishes', async () => {
    const { page } = await open('/phone')
    const frame = await openApp(page)
    const invoke = (id: string, method: string, params: object): Promise<unknown> =>
      call(frame, 'web_app_invoke_custom_method', { req_id: id, method, params })
    await invoke('1', 'saveStorageValue', { key: 'draft', value: 'half' })
    await invoke('2', 'getStorageValues', { keys: ['draft', 'none'] })
    await expect
      .poll(() => heard(frame, 'custom_method_invoked'))
      .toEqual([
        { req_id: '1', result: true },
        { req_id: '2', result: { draft: 'half', none: '' } },
      ])
    await call(frame, 'web_app_setup_closing_behavior', { need_confirmation: true })
    await call(frame, 'web_app_close')
    await page.getByRole('button', { name: 'Close anyway' }).click()
    await expect.poll(() => page.frames().length).toBe(1)
  })

  it('the phones of the simulator follow links to the bot into its chat', async () => {
    const { bot, page } = await open('/phone')
    bot.command('start', (context) => context.reply(`Came by ${context.match || 'nothing'}`))
    await poll(bot)
    const frame = await openApp(page)
    await call(frame, 'web_app_open_tg_link', { path_full: '/kindred_bot?start=photo' })
    await page.getByText('Came by photo').waitFor()
    expect(page.frames()).toHaveLength(1)
  })

  it('the phones of the simulator show an album as one, send where they are, and change what was written', async () => {
    const { sim, bot, page } = await open('/phone')
    bot.command('start', (context) =>
      context.reply('Where?', { reply_markup: new Keyboard().requestLocation('I am here') }),
    )
    bot.on('message:location', async (context) => {
      const photo = { type: 'photo', media: new InputFile(pixel) } as const
      await context.replyWithMediaGroup([photo, { ...photo, caption: 'Two of them' }])
    })
    bot.on('edited_message:text', (context) => context.reply(`Now: ${context.editedMessage.text}`))
    await poll(bot)
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByRole('button', { name: 'I am here' }).click()
    await page.getByText('56.95, 24.11').waitFor()
    const album = page.locator('article', { hasText: 'Two of them' })
    await album.waitFor()
    expect(await album.locator('img').count()).toBe(2)
    await page.getByLabel('Message', { exact: true }).fill('Helo')
    await page.getByTitle('Send', { exact: true }).click()
    await page.locator('article', { hasText: 'Helo' }).getByTitle('Edit').click()
    await page.getByLabel('Message', { exact: true }).fill('Hello')
    await page.getByTitle('Send', { exact: true }).click()
    await page.getByText('Now: Hello').waitFor()
    expect(sim.faults.pending()).toBe(0)
  })

  it('the phones of the simulator stand side by side, as many as are added', async () => {
    const { page } = await open()
    expect(await page.locator('.phone').count()).toBe(2)
    await page.getByRole('button', { name: 'One more phone' }).click()
    expect(await page.locator('.phone').count()).toBe(3)
    await page.reload()
    await expect.poll(() => page.locator('.phone').count()).toBe(3)
  })

  it('the phones of the simulator throw faults by a press', async () => {
    const { sim, page } = await open()
    await page.getByRole('button', { name: 'Telegram unreachable' }).click()
    await expect.poll(() => sim.faults.offline).toBe(true)
    await page.getByRole('button', { name: '3 × 500' }).click()
    await expect.poll(() => sim.faults.pending()).toBe(3)
    await page.getByRole('button', { name: 'All well' }).click()
    await expect.poll(() => [sim.faults.offline, sim.faults.pending()]).toEqual([false, 0])
  })
})
