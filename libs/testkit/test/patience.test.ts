import { expect, it, vi } from 'vitest'

it('waits for longer than the second that Vitest would give', async () => {
  const from = performance.now()
  const over = () => performance.now() - from > 1_200
  await vi.waitFor(() => expect(over()).toBe(true))
  expect(await vi.waitUntil(over)).toBe(true)
})
