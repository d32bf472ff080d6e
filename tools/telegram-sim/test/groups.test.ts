import { InlineKeyboard } from 'grammy'
import { expect, it } from 'vitest'

import { openScene, poll } from './world.js'

const groupId = -1_001_234_567_890

it('a bot writes in a group that it is in, and hears who of its members pressed which button', async () => {
  const { sim, bot, anna } = await openScene()
  const group = sim.group({ id: groupId, title: 'Operators' })
  const boris = sim.user({ firstName: 'Boris' })
  bot.callbackQuery('yes', async (ctx) => {
    await ctx.answerCallbackQuery({ text: `${ctx.from.first_name} in ${ctx.chat?.title}` })
    await ctx.editMessageText('Done')
  })
  await poll(bot)
  await bot.api.sendMessage(groupId, 'Well?', { reply_markup: new InlineKeyboard().text('Yes', 'yes') })
  expect(await group.press(boris, 'Yes')).toMatchObject({ text: 'Boris in Operators' })
  await expect.poll(() => group.messages()).toMatchObject([{ text: 'Done', chat: { type: 'supergroup' } }])
  expect([...anna.messages(), ...boris.messages()]).toEqual([])
})

it('a bot hears commands alone in a group', async () => {
  const { sim, bot, anna } = await openScene()
  const group = sim.group({ id: groupId, title: 'Operators' })
  group.send(anna, 'Hello')
  group.send(anna, '/help')
  expect(await bot.api.getUpdates()).toMatchObject([
    { message: { text: '/help', from: { first_name: 'Anna' }, chat: { id: groupId, title: 'Operators' } } },
  ])
  expect(group.messages().map(({ text }) => text)).toEqual(['Hello', '/help'])
})

it('a bot that was thrown out of a group is refused there, and let in again it is not', async () => {
  const { sim, bot } = await openScene()
  const group = sim.group({ id: groupId, title: 'Operators' })
  group.setBot(false)
  await expect(bot.api.sendMessage(groupId, 'Hi')).rejects.toMatchObject({ error_code: 403 })
  group.setBot(true)
  await bot.api.sendMessage(groupId, 'Hi')
  expect(await group.waitFor('Hi')).toMatchObject({ text: 'Hi' })
})
