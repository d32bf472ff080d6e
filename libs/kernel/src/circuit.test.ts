import { expect, it } from 'vitest'

import { createCircuit } from './circuit.js'

const away = new Error('away')
const refused = new Error('refused')

function trial(maxOutages = 2) {
  const seen: boolean[] = []
  let time = 0
  const circuit = createCircuit({
    maxOutages,
    retryEveryMs: 1_000,
    isOutage: (error) => error === away,
    refusal: () => refused,
    onChange: (isOpen) => seen.push(isOpen),
    now: () => time,
  })
  return {
    circuit,
    seen,
    wait: (ms: number) => (time += ms),
    fail: (error = away) => circuit.run(() => Promise.reject(error)).catch((thrown: unknown) => thrown),
    work: () => circuit.run(() => Promise.resolve('done')).catch((thrown: unknown) => thrown),
  }
}

it('an open circuit refuses at once, tries one piece of work a second and closes with its success', async () => {
  const { circuit, seen, wait, fail, work } = trial()
  expect(await fail()).toBe(away)
  expect(circuit.isOpen()).toBe(false)
  expect(await fail()).toBe(away)
  expect(circuit.isOpen()).toBe(true)
  expect(await work()).toBe(refused)
  wait(1_000)
  expect([await fail(), await work()]).toEqual([away, refused])
  wait(1_000)
  expect(await work()).toBe('done')
  expect(await work()).toBe('done')
  expect(seen).toEqual([true, false])
})

it('a circuit tries one piece of work alone, however many come while it is under way', async () => {
  const { circuit, wait, fail, work } = trial(1)
  await fail()
  wait(1_000)
  let end = (): void => undefined
  const tried = circuit.run(() => new Promise<void>((resolve) => (end = resolve)))
  expect(await work()).toBe(refused)
  end()
  await tried
  expect(await work()).toBe('done')
})

it('an answer between two outages keeps the circuit closed, a refusal of what is there too', async () => {
  const { circuit, fail, work } = trial()
  const answer = new Error('no such thing')
  for (const between of [() => work(), () => fail(answer)]) {
    await fail()
    await between()
    expect(circuit.isOpen()).toBe(false)
  }
})
