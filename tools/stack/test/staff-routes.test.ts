import { afterAll, beforeAll, expect, it } from 'vitest'

import { loadContract } from '@kindred/rpc'

import type { Stack } from '../src/index.js'
import { type Answer, ask } from './ask.js'
import { sees, settleCouple } from './couples.js'
import { asStaff } from './moderator.js'
import { type Operation, readOperations } from './operations.js'
import { type Person, settle, signIn } from './people.js'
import { shutOut } from './shut-out.js'
import { createTestStack } from './test-stack.js'

type Caller =
  | 'a match'
  | 'a blocked person'
  | 'the person itself'
  | 'a moderator'
  | 'an admin'
  | 'a suspended moderator'
  | 'a banned admin'

let stack: Stack
let operations: readonly Operation[]
let tokens: Readonly<Record<Caller, string>>
let victim: Person

beforeAll(async () => {
  stack = await createTestStack()
  operations = await readOperations(stack.url)
  const place = { latitude: 56.95, longitude: 24.1 }
  const { one, other } = await settleCouple(stack, place)
  const blocked = await settle(stack, { name: 'Ben', gender: 'MAN', wants: 'WOMAN', ...place })
  victim = one
  await sees(one, blocked)
  await one.client.discovery.block({ target_user_id: blocked.userId })
  const staff = async (role: 'MODERATOR' | 'ADMIN') => asStaff(stack, await signIn(stack, 'Sam'), role)
  tokens = {
    'the person itself': one.token(),
    'a match': other.token(),
    'a blocked person': blocked.token(),
    'a moderator': (await staff('MODERATOR')).token(),
    'an admin': (await staff('ADMIN')).token(),
    'a suspended moderator': (await shutOut(stack, { how: 'suspended', role: 'MODERATOR' })).token(),
    'a banned admin': (await shutOut(stack, { how: 'banned', role: 'ADMIN' })).token(),
  }
}, 120_000)
afterAll(() => stack.stop())

const accessOf = new Map(
  loadContract().methods.map(({ descriptor, policy }) => [descriptor.name, policy.access]),
)
const routesFor = (access: string): readonly Operation[] =>
  operations.filter(({ id }) => accessOf.get(id) === access)

/** Asks about a real person wherever the route takes one. */
const call = ({ verb, template, example }: Operation, caller: Caller): Promise<Answer> =>
  ask(stack.url, {
    verb,
    path: template.includes('{user_id}') ? template.replace('{user_id}', victim.userId) : example.path,
    body: example.body,
    token: tokens[caller],
  })

/** The answers of all routes of staff, by how they let a caller in: `401`, `403` or `in`. */
async function doorsFor(caller: Caller, access: string): Promise<Record<string, string>> {
  const doors: Record<string, string> = {}
  for (const operation of routesFor(access)) {
    const { status, code } = await call(operation, caller)
    const isOut = ['UNAUTHENTICATED', 'FORBIDDEN', 'SESSION_REVOKED'].includes(code ?? '')
    doors[operation.id] = isOut ? String(status) : 'in'
  }
  return doors
}

const all = (access: string, door: string): Record<string, string> =>
  Object.fromEntries(routesFor(access).map(({ id }) => [id, door]))

it('has routes for moderators and for admins', () => {
  expect(routesFor('MODERATOR').length).toBeGreaterThanOrEqual(15)
  expect(routesFor('ADMIN').length).toBeGreaterThanOrEqual(5)
})

it.each(['the person itself', 'a match', 'a blocked person'] as const)(
  'lets %s in by no route of staff',
  async (caller) => {
    expect(await doorsFor(caller, 'MODERATOR')).toEqual(all('MODERATOR', '403'))
    expect(await doorsFor(caller, 'ADMIN')).toEqual(all('ADMIN', '403'))
  },
)

it.each(['a suspended moderator', 'a banned admin'] as const)(
  'lets %s in by no route of staff with the token from before',
  async (caller) => {
    expect(await doorsFor(caller, 'MODERATOR')).toEqual(all('MODERATOR', '401'))
    expect(await doorsFor(caller, 'ADMIN')).toEqual(all('ADMIN', '401'))
  },
)

it('lets a moderator in by the routes of moderators alone', async () => {
  expect(await doorsFor('a moderator', 'MODERATOR')).toEqual(all('MODERATOR', 'in'))
  expect(await doorsFor('a moderator', 'ADMIN')).toEqual(all('ADMIN', '403'))
})

it('lets an admin in by every route of staff', async () => {
  expect(await doorsFor('an admin', 'MODERATOR')).toEqual(all('MODERATOR', 'in'))
  expect(await doorsFor('an admin', 'ADMIN')).toEqual(all('ADMIN', 'in'))
})
