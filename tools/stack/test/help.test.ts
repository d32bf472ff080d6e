import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const { scripts } = JSON.parse(readFileSync(`${checkout}package.json`, 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>
}
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const [, bin] = /node (tools\/stack\/bin\/[\w-]+\.mjs)$/.exec(line) ?? []
  return bin === undefined ? [] : [{ name, bin }]
})

it.each(commands)('npm run $name answers --help on its output, and does nothing', ({ name, bin }) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, '--help'], {
    cwd: checkout,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain(`npm ${name === 'start' ? '' : 'run '}${name}`)
  expect(stdout.at(-1)).toBe('\n')
})

it('a command that asks for nothing that there is gets the same on its errors, and 2', () => {
  for (const args of [
    ['restore.mjs', 'one', 'two'],
    ['audit.mjs', 'bend'],
  ]) {
    const bin = `tools/stack/bin/${args[0]}`
    const told = spawnSync(process.execPath, [bin, ...args.slice(1)], { cwd: checkout, encoding: 'utf8' })
    expect([told.status, told.stdout]).toEqual([2, ''])
    expect(told.stderr).toMatch(/npm run \w+ -- /)
  }
})

it('npm run doctor refuses a flag that is none in one sentence, and checks nothing', () => {
  const args = ['tools/stack/bin/doctor.mjs', '--ulr', 'https://kindred.example']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: checkout, encoding: 'utf8' })
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^Unknown option '--ulr'.* See npm run doctor -- --help\.\n$/)
})
