import { describe, expect, it } from 'vitest'

import { buttonsOf, type Mode, openWorld, saidTo } from './world.js'

const modes: Mode[] = ['polling', 'webhook']
const banned = { code: 'ACCOUNT_BANNED', rule: 'HARASSMENT' } as const

describe.each(modes)('over %s, the bot', (mode) => {
  it('the bot tells a banned person the rule whatever they send, and takes one appeal', async () => {
    const { anna, gateway, log } = await openWorld(mode)
    const person = gateway.person(anna.id)
    person.sanction = banned
    for (const words of ['/matches', '/profile', 'Hello?', '/start']) {
      anna.send(words)
      const told = await anna.waitFor('Your account is closed')
      expect(told.text).toContain('No insults, no threats, no pressure.')
      expect(buttonsOf(told)).toEqual([['Appeal…', '']])
    }
    await anna.press('Appeal…')
    await anna.waitFor('Why is this decision wrong?')
    anna.send('It was a joke among friends.')
    await anna.waitFor('Your appeal is with us')
    expect(person.appeals).toEqual(['It was a joke among friends.'])
    await anna.press('Appeal…')
    await anna.waitFor('Why is this decision wrong?')
    anna.send('Once more!')
    await anna.waitFor('There is an appeal against this decision already')
    expect(log()).not.toContain('joke')
  })

  it('the bot tells a suspended person in their language until when, and lets them in afterwards', async () => {
    const { boris, gateway } = await openWorld(mode)
    const person = gateway.person(boris.id)
    person.sanction = { code: 'ACCOUNT_SUSPENDED', rule: 'HATE', ends_at: '2030-05-17T12:30:00Z' }
    boris.send('/matches')
    const told = await boris.waitFor('Ваша анкета приостановлена')
    expect(told.text).toMatch(/До 17 мая 2030.*12:30 UTC/)
    person.sanction = undefined
    await boris.press('Возразить…')
    await boris.waitFor('Почему это решение неверно?')
    boris.send('Я ничего такого не писал.')
    await boris.waitFor('Возражать уже не против чего')
    boris.send('/matches')
    await boris.waitFor('Пар пока нет')
    expect(person.appeals).toEqual([])
  })
})

it('words that answer no question are no appeal, and too many of them are asked for anew', async () => {
  const { anna, gateway } = await openWorld('polling')
  const person = gateway.person(anna.id)
  person.sanction = banned
  anna.send('/start')
  await anna.waitFor('Your account is closed')
  anna.send('This is not fair')
  await anna.waitFor('Your account is closed')
  expect(person.appeals).toEqual([])
  await anna.press('Appeal…')
  await anna.waitFor('Why is this decision wrong?')
  anna.send('no '.repeat(400))
  await anna.waitFor('1,000 characters')
  anna.send('Not me.')
  await anna.waitFor('Your appeal is with us')
  expect(person.appeals).toEqual(['Not me.'])
  expect(saidTo(anna).filter((text) => text.includes('short break'))).toEqual([])
})
