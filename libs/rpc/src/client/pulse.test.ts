import { expect, it } from 'vitest'

import { Pulse } from './pulse.js'

/** An instance that answers at once, until it is told otherwise. */
function open() {
  let answer: 'serves' | 'rests' | 'nothing' | 'refuses' = 'serves'
  let asked = 0
  let hangs = 0
  const pulse = new Pulse({
    ask: async () => {
      asked += 1
      if (answer === 'refuses') throw new Error('nobody there')
      if (answer === 'nothing') return new Promise<never>(() => undefined)
      return answer === 'serves'
    },
    onHang: () => (hangs += 1),
  })
  const tick = async (times: number, seen = { isWaitedFor: false, hasOthers: true }): Promise<void> => {
    for (let time = 0; time < times; time += 1) {
      pulse.tick(seen)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return {
    pulse,
    tick,
    say: (next: typeof answer) => void (answer = next),
    asked: () => asked,
    hangs: () => hangs,
  }
}

it('an instance hangs that has said nothing for eight ticks while it was asked, until it says something', async () => {
  const { pulse, tick, say, hangs } = open()
  await tick(20)
  expect(pulse.hangs).toBe(false)
  say('nothing')
  await tick(14)
  expect([pulse.hangs, hangs()]).toEqual([true, 1])
  await tick(10)
  expect([hangs(), pulse.silentTicks > 10]).toEqual([1, true])
  pulse.beat()
  expect([pulse.hangs, pulse.silentTicks]).toEqual([false, 0])
})

it('an instance that says anything at all does not hang, nor does one that nobody asks or where nobody is', async () => {
  const { pulse, tick, say, asked } = open()
  await tick(100, { isWaitedFor: false, hasOthers: false })
  expect([asked(), pulse.hangs]).toEqual([0, false])
  say('nothing')
  for (let turn = 0; turn < 10; turn += 1) {
    await tick(7)
    pulse.beat()
  }
  expect(pulse.hangs).toBe(false)
  const other = open()
  other.say('refuses')
  await other.tick(100)
  expect(other.pulse.hangs).toBe(false)
})

it('one that is alone is asked only once somebody waits for it', async () => {
  const { pulse, tick, say, asked } = open()
  say('nothing')
  await tick(2, { isWaitedFor: true, hasOthers: false })
  expect(asked()).toBe(0)
  await tick(20, { isWaitedFor: true, hasOthers: false })
  expect([asked() > 0, pulse.hangs]).toEqual([true, true])
})

it('an instance that says it does not serve is believed until it says otherwise', async () => {
  const { pulse, tick, say } = open()
  say('rests')
  await tick(6)
  expect(pulse.serves).toBe(false)
  say('serves')
  await tick(6)
  expect(pulse.serves).toBe(true)
})

it('an instance that is well is asked every other second, and one that does not serve four times as often', async () => {
  const { tick, say, asked } = open()
  await tick(100)
  expect(asked()).toBe(5)
  await tick(100, { isWaitedFor: true, hasOthers: true })
  const wellAndWaitedFor = asked() - 5
  say('rests')
  await tick(20)
  const before = asked()
  await tick(100)
  expect([wellAndWaitedFor < 50, asked() - before]).toEqual([true, 20])
})

it('an instance that nobody ticked for two seconds, since it was at rest, is asked at once', async () => {
  const { pulse, tick, say, asked } = open()
  await tick(3)
  expect([asked(), pulse.isAtRest]).toEqual([1, true])
  pulse.rested(20)
  say('nothing')
  await tick(1)
  expect([asked(), pulse.isAtRest]).toEqual([2, false])
})
