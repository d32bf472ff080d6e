import { describe, expect, it } from 'vitest'

import { profileOf } from './fake-gateway.js'
import { appUrl, buttonsOf, type Mode, openWorld, pressAndSee, saidTo, type World } from './world.js'

const modes: Mode[] = ['polling', 'webhook']
const tooOld = 'query is too old and response timeout expired or query ID is invalid'

/** The bot was away when a button was pressed: Telegram takes no answer to the press any more. */
const forgetPresses = ({ sim }: World): void =>
  sim.faults.refuse({ status: 400, reason: tooOld, method: 'answerCallbackQuery', times: 5 })

describe.each(modes)('over %s, a button that was pressed while the bot was away', (mode) => {
  it('a button that was pressed while the bot was away hides the profile', async () => {
    const world = await openWorld(mode)
    const person = world.gateway.person(world.anna.id)
    person.profile = profileOf({ paused: true })
    world.anna.send('/pause')
    await world.anna.waitFor('Your profile is shown again')
    forgetPresses(world)
    void world.anna.press('Hide my profile')
    await expect.poll(() => person.profile?.paused).toBe(true)
    await expect.poll(() => saidTo(world.anna)).toEqual([expect.stringContaining('Your profile is hidden')])
  })

  it('a button that was pressed while the bot was away changes the language', async () => {
    const world = await openWorld(mode)
    world.anna.send('/language')
    await world.anna.waitFor('Which language')
    forgetPresses(world)
    void world.anna.press('Русский')
    await expect.poll(() => saidTo(world.anna)).toEqual(['Хорошо, теперь говорю по-русски.'])
  })

  it('a button that was pressed while the bot was away deletes the account', async () => {
    const world = await openWorld(mode)
    const person = world.gateway.person(world.anna.id)
    person.profile = profileOf()
    world.anna.send('/delete')
    await world.anna.waitFor('It cannot be undone')
    forgetPresses(world)
    void world.anna.press('Delete my account…')
    await expect
      .poll(() => saidTo(world.anna))
      .toEqual([expect.stringContaining('Really delete everything?')])
    void world.anna.press('Yes, delete everything')
    await expect.poll(() => saidTo(world.anna)).toEqual([expect.stringContaining('Your account was deleted')])
    expect(person.deletions).toBe(1)
    expect(world.log()).not.toMatch(/"level":"(warn|error|fatal)"/)
  })
})

describe('a button', () => {
  it('a button says what it did in a new message when Telegram does not let the old one be changed', async () => {
    const { anna, gateway, sim } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf()
    anna.send('/pause')
    await anna.waitFor('Your profile is hidden')
    sim.faults.refuse({ status: 400, reason: "message can't be edited", method: 'editMessageText' })
    await anna.press('Show it again')
    await anna.waitFor('Your profile is shown again')
    expect(saidTo(anna)).toHaveLength(2)
  })

  it('a button pressed twice is no fault', async () => {
    const { anna, gateway, log } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf()
    anna.send('/pause')
    await anna.waitFor('Your profile is hidden')
    await Promise.all([anna.press('Show it again'), anna.press('Show it again')])
    expect(saidTo(anna)).toEqual(['Your profile is shown again.'])
    expect(log()).not.toMatch(/"level":"(warn|error|fatal)"/)
  })

  it('a button of before the account was deleted is answered kindly', async () => {
    const { anna, gateway, log } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf()
    anna.send('/pause')
    await anna.waitFor('Your profile is hidden')
    anna.send('/delete')
    await anna.waitFor('It cannot be undone')
    await pressAndSee(anna, 'Delete my account…', 'Really delete everything?')
    await pressAndSee(anna, 'Yes, delete everything', 'Your account was deleted')
    await anna.press('Show it again')
    expect(buttonsOf(await anna.waitFor('You have no profile yet'))).toEqual([
      ['Create my profile', `${appUrl}/`],
      ['Do it here in the chat', ''],
    ])
    expect(log()).not.toMatch(/"level":"(warn|error|fatal)"/)
  })

  it('a button that the bot does not know any more says so on top of the chat', async () => {
    const { anna, sim } = await openWorld('polling')
    anna.send('/start')
    await anna.waitFor('Hi! Kindred helps you')
    const keyboard = { inline_keyboard: [[{ text: 'Old', callback_data: 'wink:1' }]] }
    await fetch(`${sim.apiRoot}/bot${sim.botToken}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: anna.id, text: 'of long ago', reply_markup: keyboard }),
    })
    expect(await anna.press('Old')).toMatchObject({ text: 'This button is out of date.' })
  })
})
