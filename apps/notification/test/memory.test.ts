import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { openWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const refused = (code: string) => ({ code })

describe('what the bot remembers of a person', () => {
  it('is empty before anything was written, and what was written last afterwards', async () => {
    const { api } = world.person()
    expect(await api.getBotState({ key: 'browse' })).toEqual({ value: '', version: 0 })
    const { version } = await api.putBotState({ key: 'browse', value: '{"at":1}', version: 0 })
    expect(await api.getBotState({ key: 'browse' })).toEqual({ value: '{"at":1}', version })
  })

  it('is refused from whoever read what somebody else has written over', async () => {
    const { api } = world.person()
    const first = await api.putBotState({ key: 'browse', value: '1', version: 0 })
    const second = await api.putBotState({ key: 'browse', value: '2', version: first.version })
    await expect(
      api.putBotState({ key: 'browse', value: '3', version: first.version }),
    ).rejects.toMatchObject(refused('STATE_CHANGED'))
    await expect(api.putBotState({ key: 'browse', value: '3', version: 0 })).rejects.toMatchObject(
      refused('STATE_CHANGED'),
    )
    expect(await api.getBotState({ key: 'browse' })).toEqual({ value: '2', version: second.version })
  })

  it('is forgotten for good, so that an old version does not fit what is written anew', async () => {
    const { api } = world.person()
    const first = await api.putBotState({ key: 'browse', value: '1', version: 0 })
    expect(await api.putBotState({ key: 'browse', value: '', version: first.version })).toEqual({
      version: 0,
    })
    await api.putBotState({ key: 'browse', value: '1', version: 0 })
    await expect(
      api.putBotState({ key: 'browse', value: '2', version: first.version }),
    ).rejects.toMatchObject(refused('STATE_CHANGED'))
  })

  it('is written by one of two who write at the same time', async () => {
    const { api } = world.person()
    const writes = ['1', '2', '3', '4'].map((value) => api.putBotState({ key: 'browse', value, version: 0 }))
    const results = await Promise.allSettled(writes)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('is nobody else’s, and holds 32 keys', async () => {
    const [alice, bob] = [world.person(), world.person()]
    for (let at = 0; at < 32; at += 1)
      await alice.api.putBotState({ key: `k${'a'.repeat(at)}`, value: '1', version: 0 })
    await expect(alice.api.putBotState({ key: 'more', value: '1', version: 0 })).rejects.toMatchObject(
      refused('STATE_FULL'),
    )
    expect(await bob.api.getBotState({ key: 'k' })).toEqual({ value: '', version: 0 })
  })
})

describe('what a message of the bot is about', () => {
  it('is found by whom it was sent to alone', async () => {
    const [alice, bob] = [world.person(), world.person()]
    const [conversationId, targetUserId] = [newId(), newId()]
    await alice.api.rememberBotMessage({ telegramMessageId: 7, conversationId, targetUserId, upToSeq: 3 })
    expect(await alice.api.findBotMessage({ telegramMessageId: 7 })).toEqual({
      conversationId,
      targetUserId,
      kind: 'UNSPECIFIED',
      upToSeq: 3,
    })
    await expect(bob.api.findBotMessage({ telegramMessageId: 7 })).rejects.toMatchObject(
      refused('BOT_MESSAGE_NOT_FOUND'),
    )
  })
})

describe('what a person wants to be told of', () => {
  it('is everything, with quiet nights, until the person says otherwise', async () => {
    const { api } = world.person()
    const { settings } = await api.getSettings({})
    expect(settings).toMatchObject({
      messagePreview: true,
      quietOn: true,
      quietFrom: '23:00',
      quietTo: '08:00',
      timeZone: '',
      paused: false,
      reachable: true,
      placeTimeZone: '',
    })
    expect(settings?.kinds).toHaveLength(8)
    expect(settings?.kinds.every(({ on }) => on)).toBe(true)
  })

  it('changes in what is named and in nothing else', async () => {
    const { api } = world.person()
    await api.updateSettings({ kinds: [{ kind: 'LIKE', on: false }], timeZone: 'Europe/Berlin' })
    const { settings } = await api.updateSettings({
      kinds: [{ kind: 'NEWS', on: false }],
      quietFrom: '22:15',
    })
    expect(settings).toMatchObject({ timeZone: 'Europe/Berlin', quietFrom: '22:15', quietTo: '08:00' })
    const off = settings?.kinds.filter(({ on }) => !on).map(({ kind }) => kind)
    expect(off).toEqual(['LIKE', 'NEWS'])
  })

  it('cannot be without what is decided about the person, nor in a time zone that is none', async () => {
    const { api } = world.person()
    await expect(api.updateSettings({ kinds: [{ kind: 'SAFETY', on: false }] })).rejects.toMatchObject(
      refused('KIND_ALWAYS_ON'),
    )
    for (const timeZone of ['Middle/Earth', '+02:00', '../etc'])
      await expect(api.updateSettings({ kinds: [], timeZone })).rejects.toMatchObject(
        refused('TIME_ZONE_UNKNOWN'),
      )
  })
})
