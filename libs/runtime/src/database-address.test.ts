import { expect, it } from 'vitest'

import { databaseAddress } from './database-address.js'

it.each([
  'postgres://me:secret@db:5432/kindred',
  'postgresql://me@[::1]:5432/kindred?sslmode=verify-full',
  'postgres://me:p%2Fss%23w%40rd@db/kindred',
  'postgres://me:p@ss@db/kindred',
  'postgres:///kindred?host=/run/postgresql&user=a@b',
  'postgres://me:secret@/kindred?host=/run/postgresql',
  'postgres://%2Frun%2Fpostgresql/kindred',
  'postgres://db/kindred?user=postgres&password=p@ss',
  'postgres://db:5432/kindred?application_name=a@b',
])('takes %s', (url) => {
  expect(databaseAddress(url)).toBe(url)
})

it.each([
  'postgres://me:p/ss@db/kindred',
  'postgres://me:1/2@db/kindred',
  'postgres://me:p?ss@db/kindred',
  'postgres://me:p#ss@db/kindred',
  'postgres://me:p@s#s@db/kindred',
  'postgres://me:100%@db/kindred',
])('names the unencoded password of %s', (url) => {
  expect(() => databaseAddress(url)).toThrow(/of its password as they are: write %2F for \//)
})

it.each([
  ['mysql://me@db/kindred', 'must start with postgres:// or postgresql://'],
  ['nonsense', 'must start with'],
  ['postgres://me@db:port/kindred', 'is not an address'],
])('refuses %s', (url, problem) => {
  expect(() => databaseAddress(url)).toThrow(problem)
})
