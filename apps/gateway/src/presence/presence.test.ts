import { afterEach, describe, expect, it, vi } from 'vitest'

import type { ReportPresenceRequest } from '@kindred/contracts/notification'
import { newId } from '@kindred/kernel'
import { testLog } from '@kindred/testkit'

import { createPresence } from './presence.js'

type Word = ReportPresenceRequest

const running: { stop(): Promise<void> }[] = []
afterEach(() => Promise.all(running.splice(0).map((one) => one.stop())))

/** A gateway's presence, and a notification service that keeps the words of it. */
function open() {
  const words: Word[] = []
  const state = { isAway: false, incomplete: false }
  const notification = {
    reportPresence: async (word: Word) => {
      if (state.isAway) throw new Error('away')
      words.push(word)
      return { incomplete: state.incomplete }
    },
  }
  const serviceTokens = { issue: async () => 'token' }
  const options = { clients: { notification }, serviceTokens, log: testLog, beatMs: 20 }
  const presence = createPresence(options as unknown as Parameters<typeof createPresence>[0])
  presence.start()
  running.push(presence)
  return { presence, words, state }
}

const until = (check: () => void): Promise<void> => vi.waitFor(check, { interval: 5 })

describe('a gateway', () => {
  it('names everybody first, then who came and who went, and says nothing new as long as nothing is', async () => {
    const { presence, words } = open()
    const [alice, bob] = [newId(), newId()]
    await until(() => expect(words).toMatchObject([{ complete: true, openedUserIds: [] }]))
    presence.opened(alice)
    presence.opened(bob)
    await until(() => expect(words.flatMap((word) => word.openedUserIds).sort()).toEqual([alice, bob].sort()))
    presence.closed(alice)
    await until(() => expect(words.flatMap((word) => word.closedUserIds)).toEqual([alice]))
    const quiet = words.length
    await until(() => expect(words.length).toBeGreaterThan(quiet + 1))
    expect(words.slice(quiet).every((word) => !word.complete && word.openedUserIds.length === 0)).toBe(true)
    expect(new Set(words.map((word) => word.instanceId)).size).toBe(1)
  })

  it('names everybody anew after words that got lost, and when it is asked to', async () => {
    const { presence, words, state } = open()
    const alice = newId()
    await until(() => expect(words).toHaveLength(1))
    state.isAway = true
    presence.opened(alice)
    await new Promise((resolve) => setImmediate(resolve))
    state.isAway = false
    const names = (): Word[] => words.filter((word) => word.openedUserIds.includes(alice))
    await until(() => expect(names().length).toBeGreaterThan(0))
    state.incomplete = true
    const asked = words.length
    await until(() => expect(words.slice(asked + 1).some((word) => word.complete)).toBe(true))
    expect(words.slice(asked + 1).find((word) => word.complete)?.openedUserIds).toEqual([alice])
  })

  it('says last that nobody is there', async () => {
    const { presence, words } = open()
    presence.opened(newId())
    await until(() => expect(words.flatMap((word) => word.openedUserIds)).toHaveLength(1))
    await presence.stop()
    expect(words.at(-1)).toMatchObject({ complete: true, openedUserIds: [] })
  })
})
