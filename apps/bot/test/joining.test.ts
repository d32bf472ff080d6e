import { describe, expect, it } from 'vitest'

import { createBotService } from '../src/service.js'
import { pixel, profileOf } from './fake-gateway.js'
import { buttonsOf, openWorld, pressAndSee, saidTo, type World } from './world.js'

/** Answers by a button and waits until the answer was taken. */
async function choose({ anna }: World, label: string, next: string): Promise<void> {
  await anna.press(label)
  await anna.waitFor(next)
}

async function startJoining(world: World): Promise<void> {
  world.anna.send('/start')
  await world.anna.waitFor('Hi! Kindred helps you')
  await choose(world, 'Do it here in the chat', 'What’s your name?')
}

describe('joining by questions in the chat', () => {
  it('joining by questions makes a profile, wishes, a place, photos and words', async () => {
    const world = await openWorld('polling')
    const { anna, gateway } = world
    await startJoining(world)
    await choose(world, 'Anna', 'When were you born?')
    anna.send('12 April 1996')
    await anna.waitFor('What’s your gender?')
    await choose(world, 'Woman', 'Who would you like to meet?')
    const person = gateway.person(anna.id)
    expect(person.profile).toMatchObject({ name: 'Anna', birth_date: '1996-04-12', gender: 'WOMAN' })
    await anna.press('☐ Men')
    await choose(world, 'Done', 'Where are you?')
    expect(saidTo(anna).join('\n')).toMatch(/You’ll see: Men, aged 21 to 37, up to 50\skm away/)
    expect(person.preferences).toMatchObject({ wanted_genders: ['MAN'], min_age: 21, max_age: 37 })
    expect(anna.keys()).toEqual(['📍 Send where I am'])
    anna.sendLocation({ latitude: 56.94961, longitude: 24.10522 })
    await anna.waitFor('Now your photos')
    expect(person.places).toEqual([{ latitude: 56.95, longitude: 24.11 }])
    expect(person.profile?.city).toBe('Riga')
    expect(saidTo(anna).join('\n')).toMatch(/Found: Riga\n\nIt’s \d\d:\d\d there now. From 23:00 to 08:00/)
    expect(anna.keys()).toEqual([])
    anna.sendPhoto(pixel)
    await anna.waitFor('You now have 1 of 6 photos')
    await choose(world, 'Go on', 'Write a few words about yourself')
    anna.send('I like tea.')
    expect(buttonsOf(await anna.waitFor('Your profile is ready'))).toEqual([['Show me people', '']])
    expect(person.profile?.bio).toBe('I like tea.')
    expect(person.state.has('conversation')).toBe(false)
  })

  it('joining by questions speaks Russian with whoever does', async () => {
    const { boris, gateway } = await openWorld('webhook')
    boris.send('/start')
    await boris.waitFor('Привет!')
    await boris.press('Заполнить здесь, в чате')
    await boris.waitFor('Как вас зовут?')
    boris.send('Боря')
    await boris.waitFor('Когда вы родились?')
    boris.send('3 мая 1990')
    await boris.waitFor('Какой у вас пол?')
    await boris.press('Мужчина')
    await boris.waitFor('С кем хотите познакомиться?')
    expect(gateway.person(boris.id).profile).toMatchObject({ name: 'Боря', birth_date: '1990-05-03' })
    boris.send('/back')
    await boris.waitFor('Какой у вас пол?')
    boris.send('/cancel')
    await boris.waitFor('Остановились')
    boris.send('/start')
    await boris.waitFor('Осталось совсем немного')
    await boris.press('Продолжить здесь, в чате')
    await boris.waitFor('С кем хотите познакомиться?')
    await boris.press('☐ Женщин')
    await boris.press('Готово')
    await boris.waitFor('Где вы?')
    boris.send('рига')
    await boris.waitFor('Какой из них?')
    await boris.press('Рига, Латвия')
    await boris.waitFor('Теперь фото')
    expect(gateway.person(boris.id).profile?.city).toBe('Рига')
  })

  it('joining by questions answers kindly what is no answer, and asks until it is one', async () => {
    const world = await openWorld('polling')
    const { anna, gateway } = world
    await startJoining(world)
    anna.note({ sticker: { file_id: 'x', file_unique_id: 'x', type: 'regular', width: 1, height: 1 } })
    await anna.waitFor('I was hoping for an answer')
    anna.send('123')
    await anna.waitFor('with at least one letter')
    anna.send('Anna @anna')
    await anna.waitFor('When were you born?')
    for (const [text, answer] of [
      ['soon', 'I couldn’t read that as a date'],
      ['31.02.1996', 'I couldn’t read that as a date'],
      ['12.04.2020', 'aged 18 and over'],
    ] as const) {
      anna.send(text)
      await anna.waitFor(answer)
    }
    anna.send('04/12/1996')
    await anna.waitFor('Which day do you mean?')
    await choose(world, 'April 12, 1996', 'What’s your gender?')
    await choose(world, 'Woman', 'leave links, handles and phone numbers out')
    await anna.waitFor('What’s your name?')
    anna.send('Anna')
    await anna.waitFor('Who would you like to meet?')
    expect(gateway.person(anna.id).profile).toMatchObject({ name: 'Anna', birth_date: '1996-04-12' })
    const answer = await anna.press('Done')
    expect(answer?.text).toBe('Please choose at least one.')
    await anna.press('☐ Women')
    await choose(world, 'Done', 'Where are you?')
    anna.send('Nowhere at all')
    await anna.waitFor('Nothing found')
  })

  it('joining by questions goes on where it was after a restart, and hears a message once that comes twice', async () => {
    const world = await openWorld('polling')
    const { anna, sim, service, config, gateway } = world
    await startJoining(world)
    sim.faults.duplicates = true
    anna.send('Anna')
    await anna.waitFor('When were you born?')
    await service.stop()
    const second = createBotService({ ...config, logLevel: 'silent' })
    await second.start()
    try {
      anna.send('12.04.1996')
      await anna.waitFor('What’s your gender?', 15_000)
      anna.send('/start')
      await anna.waitFor('What’s your gender?')
      await choose(world, 'Woman', 'Who would you like to meet?')
      expect(gateway.person(anna.id).profile).toMatchObject({ name: 'Anna', birth_date: '1996-04-12' })
      expect(saidTo(anna).filter((said) => said.includes('couldn’t'))).toEqual([])
    } finally {
      await second.stop()
    }
  })

  it('joining by questions says of an old button that it is answered', async () => {
    const world = await openWorld('polling')
    const { anna } = world
    await startJoining(world)
    anna.send('Mia')
    await anna.waitFor('When were you born?')
    expect((await anna.press('Anna'))?.text).toBe('You’ve answered this already.')
    expect(
      anna.messages().find(({ text }) => text?.startsWith('What’s your name?'))?.reply_markup,
    ).toBeUndefined()
  })
})

describe('a change by a question', () => {
  it('a change by a question keeps the words, and lets them be when something else is pressed', async () => {
    const { anna, gateway } = await openWorld('polling')
    const person = gateway.person(anna.id)
    person.profile = profileOf()
    anna.send('/profile')
    await anna.waitFor('Anna, 29')
    await anna.press('About me')
    await anna.waitFor('Write a few words')
    anna.send('Hello')
    await anna.waitFor('Saved.')
    expect(person.profile.bio).toBe('Hello')
    await anna.press('About me')
    await anna.waitFor('Write a few words')
    anna.send('/pause')
    await anna.waitFor('Your profile is hidden')
    await pressAndSee(anna, 'Show it again', 'Your profile is shown again')
    anna.send('For somebody else')
    await anna.waitFor('I only know commands and photos')
    expect(person.profile.bio).toBe('Hello')
  })

  it('a change by a question is that of the filters as well', async () => {
    const { anna, gateway } = await openWorld('polling')
    const person = gateway.person(anna.id)
    person.profile = profileOf()
    person.preferences = {
      wanted_genders: ['MAN'],
      min_age: 21,
      max_age: 37,
      max_distance_km: 50,
      widen_distance: true,
    }
    anna.send('/filters')
    await anna.waitFor(/Show me: Men\nAge: 21–37\nDistance: up to 50\skm/)
    await anna.press('Age')
    await anna.waitFor('How old may they be?')
    anna.send('40 to 30')
    await anna.waitFor('the smaller one first')
    anna.send('25-44')
    await anna.waitFor('Age: 25–44')
    await anna.press('Distance')
    await anna.waitFor('How far away')
    await anna.press(/^100\skm$/)
    await anna.waitFor(/up to 100\skm/)
    expect(person.preferences).toMatchObject({
      wanted_genders: ['MAN'],
      min_age: 25,
      max_age: 44,
      max_distance_km: 100,
    })
  })
})
