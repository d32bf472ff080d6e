import { afterAll, beforeAll, expect, it } from 'vitest'

import { createTelegramSim, type SimUser, type TelegramSim } from '@kindred/telegram-sim'

import { sees } from './couples.js'
import { type Person, settle, settleAs } from './people.js'
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

/** Every three hours of the clock, so that it is night in one of them and day in another whenever the test runs. */
const towns = [
  { name: 'London', zone: 'Europe/London', latitude: 51.51, longitude: -0.13 },
  { name: 'Moscow', zone: 'Europe/Moscow', latitude: 55.75, longitude: 37.62 },
  { name: 'Tashkent', zone: 'Asia/Tashkent', latitude: 41.26, longitude: 69.22 },
  { name: 'Tokyo', zone: 'Asia/Tokyo', latitude: 35.69, longitude: 139.69 },
  { name: 'Auckland', zone: 'Pacific/Auckland', latitude: -36.85, longitude: 174.76 },
  { name: 'Honolulu', zone: 'Pacific/Honolulu', latitude: 21.31, longitude: -157.86 },
  { name: 'Denver', zone: 'America/Denver', latitude: 39.74, longitude: -104.98 },
  { name: 'São Paulo', zone: 'America/Sao_Paulo', latitude: -23.55, longitude: -46.64 },
] as const

const hourIn = (zone: string): number =>
  Number(new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format())

const townWhere = (holds: (hour: number) => boolean) => towns.find(({ zone }) => holds(hourIn(zone)))!

const tellsOfLike = (phone: SimUser): boolean =>
  phone.messages().some(({ text }) => text?.includes('likes you') === true)

it('who never opened the Mini App is not woken at night where they are, and is told once the chat knows another clock', async () => {
  const night = townWhere((hour) => hour <= 5)
  const day = townWhere((hour) => hour >= 10 && hour <= 20)
  const place = { latitude: night.latitude, longitude: night.longitude }
  const [sleeper, waker] = ['Anna', 'Wanda'].map((firstName) => sim.user({ firstName, languageCode: 'en' }))
  const settleWoman = (phone: SimUser, name: string): Promise<Person> =>
    settleAs(stack, phone.id, { name, gender: 'WOMAN', wants: 'MAN', ...place })
  const [anna, wanda, boris] = await Promise.all([
    settleWoman(sleeper!, 'Anna'),
    settleWoman(waker!, 'Wanda'),
    settle(stack, { name: 'Boris', gender: 'MAN', wants: 'WOMAN', ...place }),
  ])
  for (const phone of [sleeper!, waker!]) {
    phone.send('/privacy')
    await phone.waitFor('36 km²', patienceMs)
  }
  await wanda.client.notification.updateSettings({ quiet_on: false })
  const zoneOfPlace = async () => (await anna.client.notification.getSettings()).place_time_zone
  await expect.poll(zoneOfPlace, { timeout: patienceMs }).toBe(night.zone)
  await Promise.all([sees(boris, anna), sees(boris, wanda)])

  await boris.client.discovery.like({ target_user_id: anna.userId })
  const badges = async () => (await anna.client.notification.getBadges()).unseen_likes
  await expect.poll(badges, { timeout: patienceMs }).toBe(1)
  await boris.client.discovery.like({ target_user_id: wanda.userId })
  await waker!.waitFor('likes you', patienceMs)
  expect(tellsOfLike(sleeper!)).toBe(false)

  sleeper!.send('/notifications')
  await sleeper!.waitFor('This is what I tell you about', patienceMs)
  await sleeper!.press('Change…')
  const hours = () => sleeper!.messages().at(-1)?.text
  await expect
    .poll(hours, { timeout: patienceMs })
    .toMatch(/Quiet from 23:00 to 08:00.*It’s 0\d:\d\d for you now/s)
  await sleeper!.press('🕘 My clock shows another time')
  await sleeper!.waitFor('Where are you now?', patienceMs)
  sleeper!.send(day.name)
  await sleeper!.waitFor('Which of these is your time?', patienceMs)
  expect(tellsOfLike(sleeper!)).toBe(false)
  await sleeper!.press(new RegExp(`· ${day.name}, `))
  await sleeper!.waitFor('Noted: it’s', patienceMs)
  await expect.poll(() => tellsOfLike(sleeper!), { timeout: patienceMs }).toBe(true)
  expect(await anna.client.notification.getSettings()).toMatchObject({ time_zone: day.zone })
})
