import { afterAll, beforeAll, expect, it } from 'vitest'

import { readConfig } from '../src/config.js'
import { openWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.startInstance()
})
afterAll(() => world.close())

const settings = { PROFILE_DATABASE_URL: 'postgres://127.0.0.1/profile', SERVICE_SECRET: 's'.repeat(64) }
const unchanged = { interests: [], languages: [] }
const nothing = { query: undefined, latitude: undefined, longitude: undefined, limit: 0 }

it('finds towns by a name in any alphabet, with their names, country and place', async () => {
  const { api } = world.person()
  for (const query of ['riga', 'Рига']) {
    const { towns } = await api.listTowns({ ...nothing, query, limit: 3 })
    expect(towns[0]).toEqual({
      townId: 456172,
      country: 'LV',
      region: '',
      latitude: 56.95,
      longitude: 24.11,
      timeZone: 'Europe/Riga',
      names: [
        { language: 'en', name: 'Riga' },
        { language: 'ru', name: 'Рига' },
      ],
    })
    expect(towns.length).toBeLessThanOrEqual(3)
  }
  expect((await api.listTowns({ ...nothing, query: 'san' })).towns).toHaveLength(20)
})

it('suggests the towns near a position, and nothing at sea', async () => {
  const { api } = world.person()
  const { towns } = await api.listTowns({ ...nothing, latitude: 56.65, longitude: 23.72 })
  expect(towns[0]?.names[0]?.name).toBe('Jelgava')
  expect((await api.listTowns({ ...nothing, latitude: 0, longitude: -30 })).towns).toEqual([])
})

it('refuses a question without a name or a whole position', async () => {
  const { api } = world.person()
  await expect(api.listTowns({ ...nothing, latitude: 56.65 })).rejects.toMatchObject({
    code: 'TOWN_QUESTION_EMPTY',
  })
})

it('names the town of a profile in each language, and leaves what is no town as it is', async () => {
  const { api } = await world.resident()
  const move = async (city: string) =>
    (await api.updateMyProfile({ ...unchanged, city, updateMask: ['city'] })).profile
  expect(await move('Москва')).toMatchObject({
    city: 'Москва',
    cityNames: [
      { language: 'en', name: 'Moscow' },
      { language: 'ru', name: 'Москва' },
    ],
  })
  expect(await move('Narnia')).toMatchObject({ city: 'Narnia', cityNames: [] })
})

it('is narrowed by the operator to countries, of which each must be a code', () => {
  const tell = (countries: string) => () => readConfig({ ...settings, TOWN_COUNTRIES: countries })
  expect(tell('LV,EE')().townCountries).toEqual(['LV', 'EE'])
  expect(tell('')().townCountries).toEqual([])
  expect(tell('Latvia,EE')).toThrow(/TOWN_COUNTRIES.*Latvia/s)
})
