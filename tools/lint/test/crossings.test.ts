import { expect, it } from 'vitest'

interface Wall {
  readonly name: string
}
interface Crossings {
  crosses(wall: Wall, asked: { from: string; of: string; names: readonly string[] }): boolean
}

const load = (file: string) => import(new URL(`../src/${file}`, import.meta.url).href) as Promise<unknown>
const { crosses } = (await load('crossings.mjs')) as Crossings
const { walls } = (await load('walls.mjs')) as { walls: readonly Wall[] }

/** Those that the files below stand behind. */
const names = ['gateway', 'rpc', 'web', 'web-doors']

/** The walls that an import of a file goes through. */
const crossed = (from: string, of: string, taken: readonly string[] = ['*']): string[] =>
  walls
    .filter((wall) => names.includes(wall.name) && crosses(wall, { from, of, names: taken }))
    .map(({ name }) => name)

it.each([
  ['apps/web/src/features/deck/deck.tsx', '../form/details.js'],
  ['apps/web/src/features/deck/deck.tsx', './../form/details.js'],
  ['apps/web/src/features/deck/deck.tsx', '../deck/../form/details.js'],
  ['apps/web/src/features/deck/parts/card.tsx', '../../form/details.js'],
  ['apps/web/src/features/deck/parts/card.tsx', '../../../features/form/details.js'],
])('%s enters another feature past its door by %s', (from, of) => {
  expect(crossed(from, of)).toContain('web-doors')
})

it.each([
  ['apps/web/src/features/deck/deck.tsx', '../form/index.js'],
  ['apps/web/src/features/deck/parts/card.tsx', '../../form/index.js'],
  ['apps/web/src/features/deck/parts/card.tsx', '../gesture.js'],
  ['apps/web/src/features/deck/deck.tsx', '../../kit/button.js'],
])('%s may import %s', (from, of) => {
  expect(crossed(from, of)).toEqual([])
})

it.each([
  ['apps/gateway/src/edge/limits.ts', '../sight/sight.js'],
  ['apps/gateway/src/some-new-room/file.ts', '../edge/index.js'],
  ['apps/gateway/src/edge/limits.ts', '../some-new-room/file.js'],
])('%s, of a room that the table gives none, imports %s through a wall', (from, of) => {
  expect(crossed(from, of)).toEqual(['gateway'])
})

it('keeps what lies beside the rooms open to them, and the rooms to it', () => {
  expect(crossed('apps/gateway/src/edge/limits.ts', '../context.js')).toEqual([])
  expect(crossed('apps/gateway/src/app.ts', './edge/index.js')).toEqual([])
})

it('tells exports of a package apart', () => {
  const rpc = 'apps/chat/src/rpc/send-message.ts'
  expect(crossed(rpc, '@kindred/db', ['transact', 'sql'])).toEqual(['rpc'])
  expect(crossed(rpc, '@kindred/db', ['*'])).toEqual(['rpc'])
  expect(crossed(rpc, '@kindred/db', ['transact'])).toEqual([])
})
