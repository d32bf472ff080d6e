import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

import { loadContract } from '@kindred/rpc'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))

/** ASVS 5.0.0: each section with the levels of its requirements, one digit each, in order. */
const levels =
  '1.1:22 1.2:1111122223 1.3:112222222223 1.4:222 1.5:123 2.1:122 2.2:112 2.3:12223 2.4:23 3.1:3 ' +
  '3.2:113 3.3:12223 3.4:11222233 3.5:11122333 3.6:3 3.7:22333 4.1:12233 4.2:23333 4.3:22 4.4:1222 ' +
  '5.1:2 5.2:112333 5.3:113 5.4:222 6.1:122 6.2:111111112222 6.3:11223333 6.4:112233 6.5:22222333 ' +
  '6.6:2223 6.7:33 6.8:2222 7.1:222 7.2:1111 7.3:22 7.4:11222 7.5:223 7.6:22 8.1:1233 8.2:1123 ' +
  '8.3:133 8.4:23 9.1:111 9.2:1222 10.1:22 10.2:223 10.3:22223 10.4:1111122222233333 10.5:22222 ' +
  '10.6:22 10.7:222 11.1:2233 11.2:22233 11.3:11233 11.4:1222 11.5:23 11.6:23 11.7:33 12.1:12233 ' +
  '12.2:11 12.3:22223 13.1:2333 13.2:222223 13.3:2233 13.4:1222233 14.1:22 14.2:12223333 14.3:122 ' +
  '15.1:12233 15.2:12233 15.3:1222222 15.4:3333 16.1:2 16.2:22222 16.3:2222 16.4:222 16.5:2223 ' +
  '17.1:23 17.2:22223333 17.3:22'

const required = new Map(
  levels.split(' ').flatMap((section) => {
    const [name = '', digits = ''] = section.split(':')
    return Array.from(digits).map((level, index) => [`${name}.${index + 1}`, Number(level)] as const)
  }),
)

interface Row {
  readonly number: string
  readonly level: number
  readonly state: string
  readonly by: string
}

const text = readFileSync(join(checkout, 'docs/asvs.md'), 'utf8')
const rows: Row[] = text.split('\n').flatMap((line) => {
  const [, number = '', level = '', , state = '', by = ''] = line.split('|').map((cell) => cell.trim())
  return /^\d+\.\d+\.\d+$/.test(number) ? [{ number, level: Number(level), state, by }] : []
})
const open = rows.filter(({ state }) => state === '**open**')

describe('docs/asvs.md', () => {
  it('docs/asvs.md has each requirement of level 1 and 2 once, in the order and with the level of the standard', () => {
    const counts = [1, 2, 3].map((level) => [...required.values()].filter((one) => one === level).length)
    expect(counts).toEqual([70, 183, 92])
    const wanted = [...required].filter(([, level]) => level < 3)
    expect(rows.map(({ number, level }) => [number, level])).toEqual(wanted)
  })

  it('docs/asvs.md names nothing of level 1 as open, and what is open of level 2 at its top', () => {
    expect(open.filter(({ level }) => level === 1)).toEqual([])
    const [, top = ''] = /^Of level 1 none is open\. Of level 2 (\d+ are: .*)\.$/m.exec(text) ?? []
    expect(top.startsWith(`${open.length} are: `)).toBe(true)
    expect(top.match(/\d+\.\d+\.\d+/g)).toEqual(open.map(({ number }) => number))
  })

  it('docs/asvs.md names files that exist, a test for whatever is tested, and a reason for everything else', () => {
    const known = ['tested', 'by design', 'documented', 'not here', 'yours', '**open**']
    for (const { number, state, by } of rows) {
      expect(known, number).toContain(state)
      expect(by, number).not.toBe('')
      const files = [...by.matchAll(/`([\w./-]+\/[\w.-]+\.(?:ts|tsx|mjs|md|conf))`/g)].map(
        ([, file]) => file!,
      )
      for (const file of files) expect(existsSync(join(checkout, file)), `${number} ${file}`).toBe(true)
      if (state === 'tested')
        expect(
          files.some((file) => file.endsWith('.test.ts')),
          number,
        ).toBe(true)
    }
  })

  it('a GET changes nothing, but that looks of staff leave a record', () => {
    const gets = loadContract().methods.filter(({ http }) => http?.verb === 'GET')
    expect(gets.length).toBeGreaterThan(20)
    const changing = gets.filter(({ idempotent }) => !idempotent).map(({ name }) => name)
    expect(changing.sort()).toEqual(['getCase', 'getPersonCard'])
  })
})
