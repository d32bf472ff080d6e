import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, describe, expect, it } from 'vitest'

import { importsWithin } from '../src/imports.js'
import { findRoomCycles } from '../src/room-cycles.js'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))

/** The circles of a folder that holds these files. */
function cyclesOf(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'rooms-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return findRoomCycles(importsWithin(folder)).map(({ folder, rooms }) => ({ folder, rooms }))
}

describe('the circles between rooms', () => {
  it('finds no circle where rooms import in one direction, however often', () => {
    const files = {
      'rpc/like.ts': `import { save } from '../store/pair.js'\nimport { rule } from '../domain/rule.js'`,
      'store/pair.ts': `import { type Rule } from '../domain/rule.js'`,
      'domain/rule.ts': `import { newId } from '@kindred/kernel'\nimport { join } from 'node:path'`,
    }
    expect(cyclesOf(files)).toEqual([])
  })

  it('finds two rooms that import each other through different files', () => {
    const files = {
      'rpc/like.ts': `import { spend } from '../swipes/spend.js'`,
      'rpc/messages.ts': `export const toMatch = 1`,
      'swipes/spend.ts': `export const spend = 1`,
      'swipes/tell.ts': `import { toMatch } from '../rpc/messages.js'`,
    }
    expect(cyclesOf(files)).toEqual([{ folder: '', rooms: ['rpc', 'swipes'] }])
  })

  it.each([
    ['a type', `import type { Deck } from '../deck/deck.js'`],
    ['a type among values', `import { type Deck } from '../deck/deck.js'`],
    ['a type named inline', `export type Deck = import('../deck/deck.js').Deck`],
    ['a re-export', `export * from '../deck/deck.js'`],
    ['a lazy import', `export const load = () => import('../deck/deck.js')`],
  ])('counts %s as an import', (_, text) => {
    const files = { 'memory/store.ts': text, 'deck/deck.tsx': `import { store } from '../memory/store.js'` }
    expect(cyclesOf(files)).toEqual([{ folder: '', rooms: ['deck', 'memory'] }])
  })

  it('finds a circle through a file that lies beside the rooms', () => {
    const files = {
      'context.ts': `import { type Deck } from './deck/deck.js'`,
      'deck/deck.ts': `export interface Deck {}`,
      'deck/pages.ts': `import { type Context } from '../context.js'`,
    }
    expect(cyclesOf(files)).toEqual([{ folder: '', rooms: ['context.ts', 'deck'] }])
  })

  it('finds a circle of three rooms, deep in the tree, and one between files of a room', () => {
    const files = {
      'features/a/x.ts': `import { y } from '../b/y.js'`,
      'features/b/y.ts': `import { z } from '../c/z.js'`,
      'features/c/z.ts': `import { w } from '../a/w.js'`,
      'features/a/w.ts': '',
      'kit/one.ts': `import { two } from './two.js'`,
      'kit/two.ts': `import { one } from './one.js'`,
    }
    expect(cyclesOf(files)).toEqual([
      { folder: 'features', rooms: ['a', 'b', 'c'] },
      { folder: 'kit', rooms: ['one.ts', 'two.ts'] },
    ])
  })

  it('reads neither tests nor generated code', () => {
    const files = {
      'domain/rule.ts': '',
      'domain/rule.test.ts': `import { pair } from '../store/pair.js'`,
      'store/pair.ts': `import { rule } from '../domain/rule.js'`,
      'gen/a.ts': `import { b } from './b.js'`,
      'gen/b.ts': `import { a } from './a.js'`,
    }
    expect(cyclesOf(files)).toEqual([])
  })
})
