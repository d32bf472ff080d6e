import { expect, it } from 'vitest'

import { newestOf } from './newest.js'

const at = (second: number) => ({ created_at: new Date(second * 1_000).toISOString() })

it('the newest of a list are found in whatever order it is', () => {
  const [old, new_, newer] = [at(1), at(2), at(3)]
  expect(newestOf([newer, old, new_], 2)).toEqual(new Set([newer, new_]))
  expect(newestOf([old], 5)).toEqual(new Set([old]))
  expect(newestOf([old], 0)).toEqual(new Set())
})
