import { randomBytes } from 'node:crypto'

import { afterAll, expect, it } from 'vitest'

import { createTestDatabase, testAdminUrl, testLog } from '@kindred/testkit'

import { provisionDatabase } from '../src/embedded/index.js'
import { openDatabase, sql } from '../src/index.js'

const suffix = randomBytes(4).toString('hex')
const services = [`one${suffix}`, `two${suffix}`]

afterAll(async () => {
  const admin = open(testAdminUrl())
  for (const service of services) {
    await sql`drop database if exists ${sql.id(`kindred_${service}`)} with (force)`.execute(admin.db)
    await sql`drop role if exists ${sql.id(`kindred_${service}`)}`.execute(admin.db)
  }
  await admin.close()
})

it('gives each service a database that only its own role can connect to', async () => {
  const [one, two] = await Promise.all(
    services.map((service) => provisionDatabase(testAdminUrl(), service, 'p@ss/word')),
  )
  const own = open(one!)
  await sql`create table mine (id int); insert into mine values (1)`.execute(own.db)
  await own.close()

  const crossed = new URL(one!)
  crossed.pathname = new URL(two!).pathname
  const other = open(crossed.toString())
  await expect(other.ping()).rejects.toMatchObject({ code: '42501' })
  await other.close()
})

it('leaves what is there and sets the password when run again', async () => {
  const url = await provisionDatabase(testAdminUrl(), services[0]!, 'another')
  expect(new URL(url).password).toBe('another')
  const own = open(url)
  const { rows } = await sql`select id from mine`.execute(own.db)
  expect(rows).toEqual([{ id: 1 }])
  await own.close()
})

it('gives a test database that no other test role can connect to', async () => {
  const [mine, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
  const crossed = new URL(mine.url)
  crossed.pathname = new URL(other.url).pathname
  const stranger = open(crossed.toString())
  await expect(stranger.ping()).rejects.toMatchObject({ code: '42501' })
  await stranger.close()
  await Promise.all([mine.drop(), other.drop()])
})

const open = (url: string) => openDatabase({ url, name: 'provision-test', log: testLog })
