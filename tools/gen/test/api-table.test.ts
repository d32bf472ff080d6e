import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

import { loadContract } from '@kindred/rpc'

import { withApiTable } from '../src/write-api-table.js'

const contract = loadContract()
const page = readFileSync(fileURLToPath(new URL('../../../docs/architecture.md', import.meta.url)), 'utf8')

it('the page of the architecture lists every public RPC as the contract has it', () => {
  expect(withApiTable(page, contract)).toBe(page)
  for (const { http } of contract.methods)
    if (http !== undefined) expect(page).toContain(`\`${http.verb} ${http.path}`)
})

it('an RPC that leaves the contract leaves the page, and nothing beside the table changes', () => {
  const methods = contract.methods.filter(({ name }) => name !== 'getSuperlikes')
  const without = withApiTable(page, { ...contract, methods })
  const lines = page.split('\n').filter((line) => !line.includes('discovery.GetSuperlikes'))
  expect(without.split('\n')).toEqual(lines)
})

it('a page without a place for the table is refused', () => {
  expect(() => withApiTable('# A page\n', contract)).toThrow('has no place for the public RPCs')
})
