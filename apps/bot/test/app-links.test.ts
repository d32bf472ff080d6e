import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

import { appLinks } from '../src/app-links.js'

const routesFile = fileURLToPath(new URL('../../web/src/app/routes.tsx', import.meta.url))

it('leads only to screens that the Mini App has', () => {
  const routes = [...readFileSync(routesFile, 'utf8').matchAll(/path: '([^']+)'/g)].map(([, path]) => path!)
  const { person, chat, invited, ...fixed } = appLinks('https://kindred.test/app')
  const links = [...Object.values(fixed), person('some-id'), chat('some-id'), invited('friend')]
  const lost = links
    .map((link) => new URL(link).pathname.replace('/app', ''))
    .filter((path) => path !== '/' && !routes.some((route) => matches(route, path)))
  expect(routes.length).toBeGreaterThan(5)
  expect(lost).toEqual([])
})

const matches = (route: string, path: string): boolean =>
  new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`).test(path)
