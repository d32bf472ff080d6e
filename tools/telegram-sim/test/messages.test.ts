import { GrammyError, InputFile, Keyboard } from 'grammy'
import { expect, it, vi } from 'vitest'

import { openScene, pixel, poll } from './world.js'

it('an album of a bot arrives as messages of one group, with the caption where it was given', async () => {
  const { bot, anna } = await openScene()
  anna.send('hi')
  const media = [
    { type: 'photo', media: new InputFile(pixel), caption: '<b>Anna</b>', parse_mode: 'HTML' } as const,
    { type: 'photo', media: new InputFile(pixel) } as const,
  ]
  const sent = await bot.api.sendMediaGroup(anna.id, media)
  expect(sent).toMatchObject([
    { caption: 'Anna', caption_entities: [{ type: 'bold' }], photo: [{ width: 1 }] },
    { photo: [{ width: 1 }] },
  ])
  const [first, second] = anna.messages().slice(-2)
  expect(first?.media_group_id).toMatch(/^\d+$/)
  expect(second?.media_group_id).toBe(first?.media_group_id)
})

it('an album of a bot is refused with one photo, with eleven, and with anything else in it', async () => {
  const { bot, anna } = await openScene()
  anna.send('hi')
  const photo = { type: 'photo', media: new InputFile(pixel) } as const
  for (const media of [[photo], Array.from({ length: 11 }, () => photo)]) {
    const refusal = await bot.api.sendMediaGroup(anna.id, media).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(GrammyError)
    expect(refusal).toMatchObject({ description: 'Bad Request: media must include 2-10 items' })
  }
  const video = { type: 'video', media: new InputFile(pixel) } as const
  await expect(bot.api.sendMediaGroup(anna.id, [photo, video])).rejects.toThrow(/photos only/)
  expect(anna.messages()).toHaveLength(1)
})

it('a person sends where they are by the key that asks for it', async () => {
  const { bot, anna } = await openScene()
  bot.command('start', (context) =>
    context.reply('Where are you?', { reply_markup: new Keyboard().requestLocation('I am here') }),
  )
  bot.on('message:location', (context) => context.reply(`At ${context.message.location.latitude}`))
  await poll(bot)
  anna.send('/start')
  await anna.waitFor('Where are you?')
  expect(anna.keys()).toEqual(['I am here'])
  await expect(anna.press('I am here')).rejects.toThrow(/sendLocation/)
  anna.sendLocation({ latitude: 56.95, longitude: 24.1 })
  await anna.waitFor('At 56.95')
})

it('a person changes a text of their own, and nothing else', async () => {
  const { bot, anna } = await openScene()
  const heard: string[] = []
  bot.on('edited_message:text', ({ editedMessage }) => void heard.push(editedMessage.text))
  await poll(bot)
  const { message_id: id } = anna.send('Helo')
  anna.edit(id, 'Hello')
  await vi.waitFor(() => expect(heard).toEqual(['Hello']))
  expect(anna.messages()).toMatchObject([{ text: 'Hello', edit_date: expect.any(Number) }])
  const { message_id: ofBot } = await bot.api.sendMessage(anna.id, 'Hi')
  expect(() => anna.edit(ofBot, 'Ho')).toThrow(/one’s own/)
})

it('a person lets a bot write that it never wrote to, and the bot is told', async () => {
  const { bot, anna } = await openScene()
  await expect(bot.api.sendMessage(anna.id, 'Hi')).rejects.toMatchObject({ error_code: 403 })
  anna.allowWriting()
  anna.allowWriting()
  await bot.api.sendMessage(anna.id, 'Hi')
  expect(await bot.api.getUpdates()).toMatchObject([
    { message: { write_access_allowed: { from_request: true } } },
  ])
})
