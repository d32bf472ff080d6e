import { describe, expect, it } from 'vitest'

import { AppError } from '@kindred/kernel'

import { createDialing } from './dialing.js'

const away = () => new AppError({ kind: 'unavailable', code: 'DATABASE_UNAVAILABLE', detail: 'Away.' })

function start() {
  let now = 0
  let dials = 0
  let isAway = true
  const dialing = createDialing(
    (error) => error,
    () => now,
  )
  const connect = (): Promise<string> => {
    dials += 1
    return isAway ? Promise.reject(away()) : Promise.resolve('connected')
  }
  return {
    take: (hasIdle = false) => dialing.dial(connect, hasIdle).catch((error: AppError) => error.code),
    hang: () => void dialing.dial(() => new Promise(() => undefined), false),
    later: (ms: number) => void (now += ms),
    comeBack: () => void (isAway = false),
    dials: () => dials,
  }
}

describe('dialing', () => {
  it('lets a crowd fail at once after one attempt has failed, and tries again a moment later', async () => {
    const { take, later, comeBack, dials } = start()
    expect(await take()).toBe('DATABASE_UNAVAILABLE')
    const crowd = await Promise.all(Array.from({ length: 50 }, () => take()))
    expect([new Set(crowd), dials()]).toEqual([new Set(['DATABASE_UNAVAILABLE']), 1])
    later(100)
    await Promise.all(Array.from({ length: 50 }, () => take()))
    expect(dials()).toBe(2)
    comeBack()
    later(100)
    expect(await take()).toBe('connected')
    expect(await Promise.all([take(), take()])).toEqual(['connected', 'connected'])
  })

  it('does not wait for an attempt that hangs', async () => {
    const { take, hang, later, comeBack } = start()
    await take()
    later(100)
    hang()
    expect(await take()).toBe('DATABASE_UNAVAILABLE')
    comeBack()
    later(3_000)
    expect(await take()).toBe('connected')
  })

  it('is not asked for a connection that is there', async () => {
    const { take, comeBack } = start()
    await take()
    comeBack()
    expect(await take(true)).toBe('connected')
  })
})
