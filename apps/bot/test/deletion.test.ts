import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { profileOf } from './fake-gateway.js'
import { type Mode, openWorld, pressAndSee, saidTo } from './world.js'

const modes: Mode[] = ['polling', 'webhook']

describe.each(modes)('over %s, /delete', (mode) => {
  it('/delete asks twice, then deletes', async () => {
    const { anna, gateway } = await openWorld(mode)
    const person = gateway.person(anna.id)
    person.profile = profileOf()
    anna.send('/delete')
    await anna.waitFor('It cannot be undone')
    await pressAndSee(anna, 'Delete my account…', 'Really delete everything?')
    expect(person.deletions).toBe(0)
    await pressAndSee(anna, 'Yes, delete everything', 'Your account was deleted')
    expect(person.deletions).toBe(1)
    const before = gateway.exchanges().length
    anna.send('/profile')
    await anna.waitFor('You have no profile yet')
    expect(gateway.exchanges()).toHaveLength(before + 1)
  })

  it('/delete keeps everything when one thinks better of it', async () => {
    const { anna, gateway } = await openWorld(mode)
    anna.send('/delete')
    await anna.waitFor('It cannot be undone')
    await pressAndSee(anna, 'Delete my account…', 'Really delete everything?')
    await pressAndSee(anna, 'Keep my account', 'Good, nothing was deleted.')
    expect(saidTo(anna)).toHaveLength(1)
    expect(gateway.person(anna.id).deletions).toBe(0)
  })
})

it('a button of long ago deletes nothing', async () => {
  const { anna, gateway } = await openWorld('polling')
  anna.send('/delete')
  await anna.waitFor('It cannot be undone')
  await pressAndSee(anna, 'Delete my account…', 'Really delete everything?')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 })
  onTestFinished(() => void vi.useRealTimers())
  await pressAndSee(anna, 'Yes, delete everything', 'This question is too old')
  expect(gateway.person(anna.id).deletions).toBe(0)
})

it('says until when it can be taken back, and takes it back by a button', async () => {
  const { anna, gateway } = await openWorld('polling')
  const person = gateway.person(anna.id)
  person.profile = profileOf()
  person.graceDays = 30
  anna.send('/delete')
  await anna.waitFor('You can take it back within 30 days')
  await pressAndSee(anna, 'Delete my account…', 'Really delete everything?')
  await pressAndSee(anna, 'Yes, delete everything', 'On January 31, 2026 everything is deleted')
  expect(saidTo(anna).at(-1)).toContain('/v1/account/receipts/the-receipt')
  anna.send('/profile')
  await anna.waitFor('Your account is set to be deleted on January 31, 2026')
  expect(person.leaving).toBe(true)
  await pressAndSee(anna, 'Restore my account', 'Good to have you back')
  anna.send('/profile')
  await anna.waitFor('Anna, 29')
})
