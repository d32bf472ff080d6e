import { describe, expect, it } from 'vitest'

import { openWorld, saidTo } from './world.js'

describe('the bot', () => {
  it.each([
    ['a pinned message', { pinned_message: { message_id: 3, date: 1 } }],
    ['the auto-delete timer', { message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } }],
    ['write access', { write_access_allowed: { web_app_name: 'app' } }],
    ['a chat background', { chat_background_set: { type: { type: 'fill' } } }],
    ['a gift', { gift: { gift: { id: '1' } } }],
    ['a unique gift', { unique_gift: { gift: {} } }],
    ['a refunded payment', { refunded_payment: { currency: 'XTR' } }],
    ['a finished payment', { successful_payment: { currency: 'XTR' } }],
    ['shared people', { users_shared: { request_id: 1, users: [] } }],
    ['what a later Telegram may note', { something_of_next_year: {} }],
  ])('the bot is silent about %s', async (_what, content) => {
    const { anna } = await openWorld('polling')
    anna.note(content)
    anna.send('/help')
    await anna.waitFor('Here I answer to')
    expect(saidTo(anna)).toHaveLength(1)
  })

  it.each([
    { sticker: { file_id: 'x', file_unique_id: 'x', type: 'regular', width: 1, height: 1 } },
    { voice: { file_id: 'x', file_unique_id: 'x', duration: 1 } },
    { location: { latitude: 56.9, longitude: 24.1 } },
    { contact: { phone_number: '1', first_name: 'A' } },
  ])('the bot hints at what it can do for %o', async (content) => {
    const { anna } = await openWorld('polling')
    anna.note(content)
    await anna.waitFor('I only know commands and photos')
  })

  it.each(['/Help', '/HELP', '/Help@kindred_bot', '/HELP@Kindred_Bot and more'])(
    'the bot takes %s for /help',
    async (text) => {
      const { anna } = await openWorld('polling')
      anna.send(text)
      await anna.waitFor('Here I answer to')
    },
  )

  it('the bot hears again after Telegram refused its token once', async () => {
    const { sim, anna, log } = await openWorld('polling')
    sim.faults.refuse({ status: 401, method: 'getUpdates' })
    anna.send('/help')
    await anna.waitFor('Here I answer to', 15_000)
    anna.send('/privacy')
    await anna.waitFor('36 km²', 15_000)
    await expect.poll(() => sim.faults.pending()).toBe(0)
    anna.send('/support')
    await anna.waitFor('a person will answer', 15_000)
    expect(log()).toContain('Telegram refuses BOT_TOKEN')
  })
})
