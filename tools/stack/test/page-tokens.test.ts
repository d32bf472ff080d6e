import { afterAll, beforeAll, expect, it } from 'vitest'

import type { Stack } from '../src/index.js'
import { ask } from './ask.js'
import { match, sees } from './couples.js'
import { asStaff } from './moderator.js'
import { type Operation, readOperations } from './operations.js'
import { type Person, phonePhoto, settle, signInAgain } from './people.js'
import { createTestStack } from './test-stack.js'

const place = { latitude: 56.95, longitude: 24.1 }

let stack: Stack
let lists: readonly Operation[]
let alice: Person
let anna: Person

beforeAll(async () => {
  stack = await createTestStack()
  lists = (await readOperations(stack.url)).filter(({ query }) =>
    query.some(({ name }) => name === 'page_token'),
  )
  const woman = (name: string) => settle(stack, { name, gender: 'WOMAN', wants: 'MAN', ...place })
  const staff = async (name: string) => asStaff(stack, await woman(name), 'ADMIN')
  const men = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      settle(stack, { name: `Bob ${n}`, gender: 'MAN', wants: 'WOMAN', ...place }),
    ),
  )
  ;[alice, anna] = await Promise.all([staff('Alice'), staff('Anna')])
  await Promise.all([live(alice, men), live(anna, men)])
  // Staff see no case that they have opened themselves.
  const cleo = await woman('Cleo')
  for (const man of men.slice(0, 2)) await report(cleo, man)
})
afterAll(() => stack.stop())

async function report(person: Person, man: Person): Promise<void> {
  await sees(person, man)
  await person.client.safety.reportPerson({
    target_user_id: man.userId,
    reason: 'FAKE_PROFILE',
    context: { kind: 'PROFILE' },
  })
}

/** Gives a person two of everything that there is a list of. */
async function live(person: Person, men: readonly Person[]): Promise<void> {
  await signInAgain(stack, person.telegramId, 'Alice')
  for (const man of men) await sees(man, person)
  for (const man of men.slice(0, 2)) await man.client.discovery.like({ target_user_id: person.userId })
  for (const man of men.slice(2, 4)) await match(man, person)
  for (const man of men.slice(4, 6)) {
    await report(person, man)
    await person.client.discovery.block({ target_user_id: man.userId })
  }
  for (const _ of [1, 2]) await person.client.uploadPhoto(await phonePhoto())
  // Each look is in the record.
  for (const man of men.slice(0, 2)) await person.client.safety.getPersonCard({ user_id: man.userId })
}

const page = (person: Person, { example }: Operation, token: string) =>
  ask(stack.url, {
    verb: 'GET',
    path: `${example.path.split('?')[0]}?page_size=1${token === '' ? '' : `&page_token=${token}`}`,
    token: person.token(),
  })

const tokenOf = (text: string): string => (JSON.parse(text) as { next_page_token: string }).next_page_token

it('a page token counts only in the list that gave it out, and for whom', async () => {
  expect(lists.length).toBeGreaterThanOrEqual(8)
  const given = await Promise.all(
    lists.map(async (list) => ({ list, token: tokenOf((await page(alice, list, '')).text) })),
  )
  // A list with one page only would prove nothing.
  expect(given.filter(({ token }) => token === '').map(({ list }) => list.id)).toEqual([])
  const wrong: string[] = []
  for (const { list, token } of given) {
    const own = await page(alice, list, token)
    if (own.status !== 200) wrong.push(`${list.id} refuses its own token: ${own.code}`)
    const refused = [
      { whose: 'of somebody else', answer: await page(anna, list, token) },
      ...(await Promise.all(
        given
          .filter((other) => other.list !== list)
          .map(async (other) => ({
            whose: `of ${other.list.id}`,
            answer: await page(alice, list, other.token),
          })),
      )),
    ]
    for (const { whose, answer } of refused)
      if (
        answer.status !== 400 ||
        answer.code !== 'PAGE_TOKEN_INVALID' ||
        answer.pointers[0] !== '/page_token'
      )
        wrong.push(`${list.id} takes a token ${whose}: ${answer.status} ${answer.code}`)
  }
  expect(wrong).toEqual([])
})
