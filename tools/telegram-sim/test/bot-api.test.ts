import { GrammyError, InlineKeyboard, InputFile, Keyboard } from 'grammy'
import { describe, expect, it, vi } from 'vitest'

import { openScene, pixel, poll } from './world.js'

describe('a bot that polls', () => {
  it('a bot that polls is who its token says', async () => {
    const { bot } = await openScene()
    expect(await bot.api.getMe()).toMatchObject({ id: 7000000001, is_bot: true, username: 'kindred_bot' })
  })

  it('a bot that polls hears a command with its payload and answers', async () => {
    const { bot, anna } = await openScene()
    bot.command('start', (context) => context.reply(`Hello ${context.from?.first_name}, ${context.match}`))
    await poll(bot)
    anna.send('/start match_42')
    expect(await anna.waitFor('Hello Anna')).toMatchObject({
      text: 'Hello Anna, match_42',
      chat: { id: anna.id },
    })
  })

  it('a bot that polls gets each update once, whatever it takes to answer', async () => {
    const { bot, anna } = await openScene()
    const seen: number[] = []
    bot.on('message', (context) => void seen.push(context.update.update_id))
    await poll(bot)
    for (const text of ['one', 'two', 'three']) anna.send(text)
    await vi.waitFor(() => expect(seen).toHaveLength(3))
    expect(new Set(seen).size).toBe(3)
  })

  it('a bot that polls lets one poll wait and ends the other', async () => {
    const { bot } = await openScene()
    const polls = await Promise.allSettled([
      bot.api.getUpdates({ timeout: 1 }),
      bot.api.getUpdates({ timeout: 1 }),
    ])
    expect(polls.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(polls.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { error_code: 409 } })
  })

  it('a bot that polls is refused with a wrong token', async () => {
    const { sim } = await openScene()
    const response = await fetch(`${sim.apiRoot}/bot1:wrong/getMe`)
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' })
  })
})

describe('messages', () => {
  it('messages of a bot carry buttons that can be pressed and edited', async () => {
    const { bot, anna } = await openScene()
    bot.command('ask', (context) =>
      context.reply('Well?', { reply_markup: new InlineKeyboard().text('Yes', 'answer:yes') }),
    )
    bot.callbackQuery('answer:yes', async (context) => {
      await context.editMessageText('You said yes')
      await context.answerCallbackQuery({ text: 'Noted', show_alert: true })
    })
    await poll(bot)
    anna.send('/ask')
    await anna.waitFor('Well?')
    expect(await anna.press('Yes')).toEqual({ text: 'Noted', showAlert: true, url: undefined })
    const last = anna.messages().at(-1)
    expect(last).toMatchObject({ text: 'You said yes', edit_date: expect.any(Number) })
    expect(last).not.toHaveProperty('reply_markup')
  })

  it('messages of a bot replace the keyboard by keys that send their text', async () => {
    const { bot, anna } = await openScene()
    bot.hears('Help', (context) => context.reply('Here you are', { reply_markup: { remove_keyboard: true } }))
    bot.command('start', (context) => context.reply('Hi', { reply_markup: new Keyboard().text('Help') }))
    await poll(bot)
    anna.send('/start')
    await anna.waitFor('Hi')
    expect(anna.keys()).toEqual(['Help'])
    await anna.press('Help')
    await anna.waitFor('Here you are')
    expect(anna.keys()).toEqual([])
  })

  it('messages of a bot mark what their HTML marks', async () => {
    const { bot, anna } = await openScene()
    anna.send('hi')
    const html = 'Dear <b>Anna &amp; <i>co</i></b>, <a href="https://kindred.example">read</a>'
    const { text, entities } = await bot.api.sendMessage(anna.id, html, { parse_mode: 'HTML' })
    expect(text).toBe('Dear Anna & co, read')
    expect(entities).toEqual([
      { type: 'bold', offset: 5, length: 9 },
      { type: 'italic', offset: 12, length: 2 },
      { type: 'text_link', offset: 16, length: 4, url: 'https://kindred.example' },
    ])
    await expect(bot.api.sendMessage(anna.id, 'a <b>b', { parse_mode: 'HTML' })).rejects.toThrow(
      /Can't find end tag/,
    )
  })

  it.each([
    ['nobody', (api, _) => api.sendMessage(1, 'Hi'), 400, 'Bad Request: chat not found'],
    ['no text', (api, id) => api.sendMessage(id, ' '), 400, 'Bad Request: message text is empty'],
    ['too much', (api, id) => api.sendMessage(id, 'x'.repeat(4097)), 400, 'Bad Request: message is too long'],
    [
      'a lost message',
      (api, id) => api.editMessageText(id, 99, 'Hi'),
      400,
      'Bad Request: message to edit not found',
    ],
    [
      'a gone message',
      (api, id) => api.deleteMessage(id, 99),
      400,
      'Bad Request: message to delete not found',
    ],
    [
      'an old press',
      (api) => api.answerCallbackQuery('1'),
      400,
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    ],
    [
      'an app over http',
      (api, id) =>
        api.sendMessage(id, 'Hi', {
          reply_markup: new InlineKeyboard().webApp('Open', 'http://kindred.example'),
        }),
      400,
      "Bad Request: inline keyboard button Web App URL 'http://kindred.example' is invalid: Only HTTPS links are allowed",
    ],
    [
      'long data',
      (api, id) =>
        api.sendMessage(id, 'Hi', { reply_markup: new InlineKeyboard().text('x', 'x'.repeat(65)) }),
      400,
      'Bad Request: BUTTON_DATA_INVALID',
    ],
  ] satisfies [
    string,
    (api: Awaited<ReturnType<typeof openScene>>['bot']['api'], id: number) => Promise<unknown>,
    number,
    string,
  ][])('messages of a bot are refused for %s', async (_, call, error_code, description) => {
    const { bot, anna } = await openScene()
    anna.send('hi')
    const refusal = await call(bot.api, anna.id).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(GrammyError)
    expect(refusal).toMatchObject({ error_code, description })
  })

  it('messages of a bot cannot be edited into what they are', async () => {
    const { bot, anna } = await openScene()
    anna.send('hi')
    const { message_id } = await bot.api.sendMessage(anna.id, 'Same')
    await expect(bot.api.editMessageText(anna.id, message_id, 'Same')).rejects.toThrow(
      /message is not modified/,
    )
  })

  it('messages of a bot wait until a person has written first', async () => {
    const { bot, anna } = await openScene()
    await expect(bot.api.sendMessage(anna.id, 'Hi')).rejects.toMatchObject({
      error_code: 403,
      description: "Forbidden: bot can't initiate conversation with a user",
    })
  })
})

describe('photos', () => {
  it('photos of a bot travel both ways and can be fetched', async () => {
    const { sim, bot, anna } = await openScene()
    bot.on('message:photo', async (context) => {
      const file = await context.getFile()
      const response = await fetch(`${sim.apiRoot}/file/bot${sim.botToken}/${file.file_path}`)
      const bytes = Buffer.from(await response.arrayBuffer())
      await context.replyWithPhoto(new InputFile(bytes, 'back.png'), {
        caption: `${bytes.length} bytes back`,
      })
    })
    await poll(bot)
    anna.sendPhoto(pixel, 'me')
    const answer = await anna.waitFor('bytes back')
    expect(answer).toMatchObject({ caption: `${pixel.length} bytes back`, photo: [{ width: 1, height: 1 }] })
    const fileId = answer.photo?.[0]?.file_id ?? ''
    expect(await bot.api.sendPhoto(anna.id, fileId)).toMatchObject({ photo: [{ file_id: fileId }] })
  })

  it('round video messages reach the bot with their file, and say when they were forwarded', async () => {
    const { sim, bot, anna } = await openScene()
    const heard: [boolean, Buffer][] = []
    bot.on('message:video_note', async (context) => {
      const { file_path: path } = await context.getFile()
      const response = await fetch(`${sim.apiRoot}/file/bot${sim.botToken}/${path}`)
      heard.push([context.message.forward_origin !== undefined, Buffer.from(await response.arrayBuffer())])
      await context.reply('Seen.')
    })
    await poll(bot)
    const video = Buffer.from('moving pictures')
    anna.sendVideoNote(video)
    await anna.waitFor('Seen.')
    anna.sendVideoNote(video, { forwarded: true })
    await anna.waitFor('Seen.')
    expect(heard).toEqual([
      [false, video],
      [true, video],
    ])
    expect(anna.messages()[0]).toMatchObject({ video_note: { length: 384, file_size: video.length } })
  })

  it('photos of a bot are taken from an address, changed with their caption, and refused when they are none', async () => {
    const { sim, bot, anna } = await openScene()
    anna.sendPhoto(pixel)
    const file = await bot.api.getFile(anna.messages()[0]?.photo?.[0]?.file_id ?? '')
    const { message_id } = await bot.api.sendPhoto(
      anna.id,
      `${sim.apiRoot}/file/bot${sim.botToken}/${file.file_path}`,
    )
    await bot.api.editMessageCaption(anna.id, message_id, { caption: 'A pixel' })
    expect(anna.messages().at(-1)).toMatchObject({ caption: 'A pixel' })
    const media = { type: 'photo', media: new InputFile(pixel), caption: 'Another' } as const
    expect(await bot.api.editMessageMedia(anna.id, message_id, media)).toMatchObject({ caption: 'Another' })
    await expect(bot.api.sendPhoto(anna.id, new InputFile(Buffer.from('text')))).rejects.toThrow(
      /IMAGE_PROCESS_FAILED/,
    )
  })

  it('photos of a bot of a profile are listed', async () => {
    const { sim, bot } = await openScene()
    const boris = sim.user({ firstName: 'Boris', photos: [pixel] })
    expect(await bot.api.getUserProfilePhotos(boris.id)).toMatchObject({
      total_count: 1,
      photos: [[{ width: 1 }]],
    })
  })
})

describe('what a bot says of itself', () => {
  it('what a bot says of itself is kept per language and shown to a person in his', async () => {
    const { bot, anna } = await openScene()
    await bot.api.setMyCommands([{ command: 'start', description: 'Begin' }])
    await bot.api.setMyCommands([{ command: 'start', description: 'Начать' }], { language_code: 'ru' })
    expect(anna.commands()).toEqual([{ command: 'start', description: 'Начать' }])
    anna.speak('en')
    expect(anna.commands()).toEqual([{ command: 'start', description: 'Begin' }])
    expect(await bot.api.getMyCommands({ language_code: 'ru' })).toEqual([
      { command: 'start', description: 'Начать' },
    ])
    await expect(bot.api.setMyCommands([{ command: 'Start', description: 'x' }])).rejects.toThrow(
      /BOT_COMMAND_INVALID/,
    )
  })

  it('what a bot says of itself has a menu button for all, or for one', async () => {
    const { sim, bot, anna } = await openScene()
    const boris = sim.user({ firstName: 'Boris' })
    const menu_button = {
      type: 'web_app',
      text: 'Open',
      web_app: { url: 'https://kindred.example/app/' },
    } as const
    await bot.api.setChatMenuButton({ menu_button })
    await bot.api.setChatMenuButton({ chat_id: boris.id, menu_button: { type: 'commands' } })
    expect(anna.menuButton()).toEqual(menu_button)
    expect(boris.menuButton()).toEqual({ type: 'commands' })
  })
})
