import { describe, expect, it, vi } from 'vitest'

import { profileOf } from './fake-gateway.js'
import { openWorld, pressAndSee, saidTo, type World } from './world.js'

async function openWorldWithPeople(): Promise<World> {
  const world = await openWorld('polling')
  for (const { id } of [world.anna, world.boris]) world.gateway.person(id).profile = profileOf()
  return world
}

const clockOf = (timeZone: string): string =>
  new Date().toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })

/** Looks again when the minute ended between the bot's look at the clock and that of the test. */
const untilSaid = (world: World, who: 'anna' | 'boris', words: () => string): Promise<void> =>
  vi.waitFor(() => expect(saidTo(world[who]).at(-1)).toContain(words()))

describe('quiet hours in the chat', () => {
  it('begin and end at any hour, chosen by buttons', async () => {
    const world = await openWorldWithPeople()
    const { anna, gateway } = world
    anna.send('/notifications')
    await anna.waitFor('This is what I tell you about')
    await anna.press('Change…')
    await untilSaid(world, 'anna', () => 'Quiet from 23:00 to 08:00')
    await anna.press('…')
    await untilSaid(world, 'anna', () => 'When do your quiet hours begin?')
    await anna.press('15:00')
    await untilSaid(world, 'anna', () => 'Quiet from 15:00 to 08:00')
    expect(gateway.person(anna.id).settings).toMatchObject({ quiet_from: '15:00', quiet_on: true })
    gateway.person(anna.id).settings.quiet_to = '15:00'
    await anna.press('…')
    await anna.press('Back')
    await untilSaid(world, 'anna', () => 'There are no quiet hours')
  })

  it('go by the clock of the place, which is told, until somebody says that it shows another time', async () => {
    const world = await openWorldWithPeople()
    const { anna, gateway } = world
    const { settings } = gateway.person(anna.id)
    settings.place_time_zone = 'Asia/Kathmandu'
    anna.send('/notifications')
    const before = clockOf('Asia/Kathmandu')
    await anna.waitFor('This is what I tell you about')
    expect(
      [before, clockOf('Asia/Kathmandu')].some((time) => saidTo(anna).at(-1)?.includes(`It’s ${time}`)),
    ).toBe(true)
    await anna.press('Change…')
    await untilSaid(world, 'anna', () => 'for you now (Nepal')
    await anna.press('🕘 My clock shows another time')
    await anna.waitFor('Where are you now?')
    anna.send('Atlantis')
    await anna.waitFor('Nothing found')
    anna.send('Riga')
    await anna.waitFor('Which of these is your time?')
    expect(gateway.person(anna.id).settings.time_zone).toBe('')
    const label = anna.messages().at(-1)?.reply_markup?.inline_keyboard[0]?.[0]?.text ?? ''
    expect(label).toMatch(/^\d\d:\d\d · Riga, Latvia$/)
    await pressAndSee(anna, label, 'Noted: it’s')
    expect(saidTo(anna).at(-1)).toMatch(/^Noted: it’s \d\d:\d\d for you. From 23:00 to 08:00 I keep quiet.$/)
    expect(gateway.person(anna.id).settings.time_zone).toBe('Europe/Riga')
  })

  it('say in Russian by which clock they go, and that nobody knows it', async () => {
    const world = await openWorldWithPeople()
    const { boris, gateway } = world
    boris.send('/notifications')
    await boris.waitFor('считаю по UTC')
    gateway.person(boris.id).settings.time_zone = 'Europe/Riga'
    boris.send('/notifications')
    await boris.waitFor('(Латвия)')
    expect(saidTo(boris).at(-1)).toMatch(/У вас сейчас \d\d:\d\d/)
  })

  it('are told of after a place was given, and after a move to where the clock shows another time', async () => {
    const world = await openWorldWithPeople()
    const { anna, boris, gateway } = world
    gateway.person(boris.id).settings.time_zone = 'Asia/Vladivostok'
    for (const person of [anna, boris]) {
      person.send('/profile')
      await person.waitFor(person === anna ? 'Town' : 'Город').catch(() => undefined)
    }
    await anna.press('Town')
    await anna.waitFor('Where are you?')
    anna.sendLocation({ latitude: 56.95, longitude: 24.11 })
    expect((await anna.waitFor('Found: Riga')).text).toMatch(
      /It’s \d\d:\d\d there now. From 23:00 to 08:00 I keep quiet/,
    )
    await boris.press('Город')
    await boris.waitFor('Где вы?')
    boris.sendLocation({ latitude: 56.95, longitude: 24.11 })
    expect((await boris.waitFor('Нашли: Рига')).text).toMatch(
      /Тихие часы по-прежнему идут по часам.*\d\d:\d\d/,
    )
  })
})
