import { describe, expect, it } from 'vitest'

import { simulatedBotUsername } from '@kindred/telegram-sim'

import { appUrl, buttonsOf, type Mode, openWorld, saidTo } from './world.js'

const modes: Mode[] = ['polling', 'webhook']
const link = 'ref_4k7wq2m9xt3c'

describe.each(modes)('over %s, the bot', (mode) => {
  it('the bot tells Kindred by whose link a newcomer came', async () => {
    const { anna, gateway } = await openWorld(mode)
    anna.send(`/start ${link}`)
    expect(buttonsOf(await anna.waitFor('Hi! Kindred helps you'))).toEqual([
      ['Create my profile', `${appUrl}/`],
      ['Do it here in the chat', ''],
    ])
    expect(gateway.exchanges().map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { telegram_user_id: anna.id, start_param: link },
    ])
  })

  it('the bot tells it even to whom it knows, and never a payload of another kind or one that is too long', async () => {
    const { anna, gateway } = await openWorld(mode)
    const told = () => gateway.exchanges().filter(({ body }) => body.includes('start_param')).length
    for (const payload of ['open', `ref_${'x'.repeat(61)}`]) {
      anna.send(`/start ${payload}`)
      await anna.waitFor('Hi! Kindred helps you')
    }
    expect(told()).toBe(0)
    anna.send(`/start ${link}`)
    await anna.waitFor('Hi! Kindred helps you')
    expect(told()).toBe(1)
  })

  it('the bot hands out one link with a button that shares it, and says how many came', async () => {
    const { anna, boris, gateway } = await openWorld(mode)
    const address = `https://t.me/${simulatedBotUsername}?start=${link}`
    anna.send('/invite')
    const said = await anna.waitFor(address)
    expect(said.text).toContain('2 people have signed up by your link.')
    expect(said.text).not.toContain('by invitation only')
    const [[label, url] = ['', '']] = buttonsOf(said)
    expect(label).toBe('Share my link')
    const share = new URL(url)
    expect(share.origin + share.pathname).toBe('https://t.me/share/url')
    expect(share.searchParams.get('url')).toBe(address)
    expect(share.searchParams.get('text')).toContain('I’m on Kindred')
    expect(share.search).not.toContain('+')
    gateway.invitation = link
    boris.send(`/start ${link}`)
    await boris.waitFor('Kindred')
    boris.send('/invite')
    expect((await boris.waitFor(address)).text).toContain('только по приглашению')
  })

  it('the bot tells somebody without an invitation kindly how to get one, whatever they send', async () => {
    const { anna, boris, gateway, log } = await openWorld(mode)
    gateway.invitation = link
    for (const words of ['/start', '/matches', 'Hello?', '/start ref_unknown']) {
      anna.send(words)
      await anna.waitFor('Kindred is by invitation here')
    }
    boris.send('/profile')
    await boris.waitFor('Kindred здесь по приглашениям')
    expect(saidTo(anna)).toHaveLength(4)
    anna.send(`/start ${link}`)
    await anna.waitFor('Hi! Kindred helps you')
    anna.send('/matches')
    await anna.waitFor('No matches yet')
    expect(log()).not.toContain('"level":50')
  })
})
