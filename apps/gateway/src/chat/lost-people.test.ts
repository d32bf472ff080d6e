import { expect, it } from 'vitest'

import { LostPeople } from './lost-people.js'

it('a socket reloads once for everybody whom its person may see again, and for nobody else', () => {
  const lost = new Set(['ada', 'ben'])
  const people = new LostPeople({ isLost: (_viewer, owner) => lost.has(owner) })
  expect(['me', 'ada', 'ben', 'cy'].map((actor) => people.lets('me', actor))).toEqual([
    true,
    false,
    false,
    true,
  ])
  expect(people.takeRegained('me')).toBe(false)
  lost.delete('ada')
  expect([people.takeRegained('me'), people.takeRegained('me')]).toEqual([true, false])
  lost.delete('ben')
  expect(people.takeRegained('me')).toBe(true)
})
