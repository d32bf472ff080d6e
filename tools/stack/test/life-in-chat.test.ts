import { afterAll, beforeAll, expect, it } from 'vitest'

import { createTelegramSim, type SimUser, type TelegramSim } from '@kindred/telegram-sim'

import { phonePhoto, signInAgain } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'
import { startTwoBots, type TwoBots } from './two-bots.js'

let stack: TestStack
let sim: TelegramSim
let bots: TwoBots

beforeAll(async () => {
  stack = await createTestStack()
  sim = await createTelegramSim({ botToken: stack.botToken })
  bots = await startTwoBots(stack, sim)
})

afterAll(async () => {
  await bots?.stop()
  await sim?.stop()
  await stack?.stop()
})

const patienceMs = 60_000

/** A person who does everything in the chat, with the steps that it took. */
function liveInChat(person: SimUser) {
  let steps = 0
  const did = async (act: unknown, answer: string | RegExp): Promise<void> => {
    steps += 1
    await act
    await person.waitFor(answer, patienceMs)
  }
  return {
    person,
    steps: () => steps,
    write: (text: string, answer: string | RegExp) => did(person.send(text), answer),
    press: (label: string | RegExp, answer: string | RegExp) => did(person.press(label), answer),
    /** A press that changes the message under which the button stands. */
    change: async (label: string, answer: string) => {
      steps += 1
      await person.press(label)
      const said = (): boolean => person.messages().some(({ text }) => text?.includes(answer))
      await expect.poll(said, { timeout: patienceMs }).toBe(true)
    },
    /** A press that changes what was pressed and says nothing new. */
    tick: async (label: string) => {
      steps += 1
      await person.press(label)
    },
    stand: (place: { latitude: number; longitude: number }, answer: string | RegExp) =>
      did(person.sendLocation(place), answer),
    /** Words to somebody, which the bot does not answer. */
    say: (text: string) => {
      steps += 1
      person.send(text)
    },
    hear: (words: string) => person.waitFor(words, patienceMs),
    sendPhotos: (photos: readonly Buffer[], answer: string | RegExp) =>
      did(photos.length === 1 ? person.sendPhoto(photos[0]!) : person.sendAlbum(photos), answer),
  }
}

async function stayAwake(person: SimUser, answer: string, label: string): Promise<void> {
  person.send('/notifications')
  await person.waitFor(answer, patienceMs)
  await person.press(label)
}

const place = { latitude: 56.9496, longitude: 24.1052 }

it('a life in the chat leads from /start to a conversation in either language, with bots that come and go', async () => {
  const photo = Buffer.from(await (await phonePhoto()).arrayBuffer())

  const anna = liveInChat(sim.user({ firstName: 'Anna', username: 'anna_tea', languageCode: 'en' }))
  await anna.write('/start', 'Hi! Kindred helps you')
  await anna.press('Do it here in the chat', 'What’s your name?')
  await bots.restart(0)
  await anna.press('Anna', 'When were you born?')
  await anna.write('12 April 1996', 'What’s your gender?')
  await bots.restart(1)
  await anna.press('Woman', 'Who would you like to meet?')
  await anna.tick('☐ Men')
  await anna.press('Done', 'Where are you?')
  await anna.stand(place, 'Now your photos')
  await anna.sendPhotos([photo, photo], 'You now have 2 of 6 photos')
  await bots.restart(0)
  await anna.press('Go on', 'Write a few words about yourself')
  await anna.write('Tea, hills and old films.', 'Your profile is ready')

  const boris = liveInChat(sim.user({ firstName: 'Борис', username: 'boris_hills', languageCode: 'ru' }))
  await boris.write('/start', 'Привет!')
  await boris.press('Заполнить здесь, в чате', 'Как вас зовут?')
  await boris.press('Борис', 'Когда вы родились?')
  await boris.write('3 мая 1995', 'Какой у вас пол?')
  await boris.press('Мужчина', 'С кем хотите познакомиться?')
  await boris.tick('☐ Женщин')
  await boris.press('Готово', 'Где вы?')
  await boris.write('Рига', 'Какой из них?')
  await boris.press('Рига, Латвия', 'Теперь фото')
  await boris.sendPhotos([photo], 'Теперь в профиле 1 из 6 фото')
  await boris.press('Дальше', 'Напишите несколько слов о себе')
  await boris.write('Люблю горы.', 'Профиль готов')

  // The test may run at night.
  await stayAwake(anna.person, 'This is what I tell you about', '✅ Quiet 23:00–08:00')
  await stayAwake(boris.person, 'Вот о чём я сообщаю', '✅ Тихо 23:00–08:00')

  await boris.press('Показать людей', 'Anna, ')
  await bots.restart(1)
  await boris.press('❤ Нравится', /Вы посмотрели всех/)
  await anna.write('/likes', 'Борис, ')
  await anna.press('❤ Like', 'It’s a match! You and Борис like each other.')

  await anna.press('Say hello', 'You’re writing to Борис now')
  anna.say('Hello Boris, tea?')
  await boris.hear('Hello Boris, tea?')
  await bots.restart(0)
  await boris.press('Ответить', 'Открыт чат: Anna')
  boris.say('С удовольствием!')
  await anna.hear('С удовольствием!')

  const { client } = await signInAgain(stack, anna.person.id, 'Anna')
  const { matches } = await client.discovery.listMatches()
  expect(matches.map(({ name }) => name)).toEqual(['Борис'])
  expect(await client.profile.getMyProfile()).toMatchObject({
    name: 'Anna',
    birth_date: '1996-04-12',
    gender: 'WOMAN',
    bio: 'Tea, hills and old films.',
    city: 'Riga',
    photos: [{}, {}],
  })
  // So few steps take two minutes at most, also for whoever types with one finger.
  expect([anna.steps(), boris.steps()]).toEqual([15, 16])

  await anna.press('⋯', 'What would you like to do about the chat with Борис?')
  await anna.change('Share contact', 'They’ll get this link: https://t.me/anna_tea')
  await anna.change('Offer to share', 'as soon as they agree')
  await boris.hear('Anna предлагает обменяться контактами')
  await bots.restart(1)
  await boris.change('Ответить', 'Ссылка на вас будет такой: https://t.me/boris_hills')
  await boris.change('Поделиться и своим', 'Anna в Telegram: https://t.me/anna_tea')
  await anna.hear('Борис agreed')
  await anna.change('Show the contact', 'Борис in Telegram: https://t.me/boris_hills')

  await boris.press('⋯', 'Что сделать с чатом')
  await boris.change('Не моё', 'вежливо сообщим')
  await boris.change('Попрощаться', 'Чат завершён')
  await anna.hear('Борис feels you two aren’t a match, and wishes you good luck.')
  expect(bots.log()).not.toMatch(/"level":"error"/)
})
