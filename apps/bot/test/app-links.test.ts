import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

import { appLinks } from '../src/app-links.js'
import { deepLink } from '../src/features/deep-link.js'

const inWeb = (file: string): string => fileURLToPath(new URL(`../../web/src/app/${file}`, import.meta.url))
const routesFile = inWeb('routes.tsx')
const id = '01890000-0000-7000-8000-00000000abcd'

it('the bot leads only to screens that the Mini App has', () => {
  const routes = [...readFileSync(routesFile, 'utf8').matchAll(/path: '([^']+)'/g)].map(([, path]) => path!)
  const {
    person,
    chat,
    receipt: _,
    download: __,
    console: staff,
    case: ___,
    ...fixed
  } = appLinks('https://kindred.test/app')
  expect(staff).toBe('https://kindred.test/console/')
  const links = [...Object.values(fixed), person('some-id'), chat('some-id')]
  const lost = links
    .map((link) => new URL(link).pathname.replace('/app', ''))
    .filter((path) => path !== '/' && !routes.some((route) => matches(route, path)))
  expect(routes.length).toBeGreaterThan(5)
  expect(lost).toEqual([])
})

it('the bot leads to the console beside the Mini App, wherever that is', () => {
  const consoles = ['https://kindred.test/app', 'http://127.0.0.1:8080/app', 'https://kindred.test/some/app']
  expect(consoles.map((appUrl) => appLinks(appUrl).console)).toEqual([
    'https://kindred.test/console/',
    'http://127.0.0.1:8080/console/',
    'https://kindred.test/console/',
  ])
})

it.each([
  `profile_${id}`,
  `match_${id}`,
  `chat_${id}`,
  'ref_Best-Friend_7',
  `person_${id}`,
  'profile_1',
  `chat_${id}x`,
])('the bot leads by ?start=%s where the Mini App goes by ?startapp=%s', async (payload) => {
  const { pathOfStartParam } = (await import(inWeb('start-param.ts'))) as {
    pathOfStartParam(param: string): string | undefined
  }
  const link = deepLink(payload, appLinks('https://kindred.test/app'))
  const path = link && new URL(link.url).pathname.replace(/^\/app\/?/, '')
  expect(pathOfStartParam(payload)).toBe(path ? `/${path}` : undefined)
})

const matches = (route: string, path: string): boolean =>
  new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`).test(path)
