import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { loadSecrets } from './secrets.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('secrets of a data folder stay what they are', () => {
  expect(loadSecrets(folder)).toEqual(loadSecrets(folder))
})

it('secrets of an older Kindred get a password for a new service, and keep every other one', () => {
  const { databasePasswords, ...others } = loadSecrets(folder)
  const { chat, ...older } = databasePasswords
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ ...others, databasePasswords: older }))
  const renewed = loadSecrets(folder)
  expect(renewed).toMatchObject({ ...others, databasePasswords: older })
  expect(renewed.databasePasswords.chat).toMatch(/^[0-9a-f]{64}$/)
  expect(renewed.databasePasswords.chat).not.toBe(chat)
  expect(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8'))).toEqual(renewed)
})
