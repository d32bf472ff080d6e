import { Metadata } from '@grpc/grpc-js'
import { expect, it } from 'vitest'

import { AppError } from '@kindred/kernel'

import { toRpcStatus } from '../errors/details.js'
import { fromServiceError } from '../errors/from-service-error.js'
import { Breaker } from './breaker.js'

const silence = (): Error => {
  const late = Object.assign(new Error('late'), { code: 4, details: 'late', metadata: new Metadata() })
  return fromServiceError(late, { service: 'profile', canceled: false })
}
/** What a service answers whose database is away. */
const sorry = (): Error => {
  const away = { kind: 'unavailable', code: 'DATABASE_UNAVAILABLE', detail: 'Away.', retryAfter: 1 } as const
  const answered = Object.assign(new Error('Away.'), toRpcStatus(new AppError(away), 'profile'))
  return fromServiceError(answered, { service: 'profile', canceled: false })
}
const refusal = (): Error => new AppError({ kind: 'notFound', code: 'PROFILE_NOT_FOUND', detail: 'None.' })

function open() {
  let now = 0
  let made = 0
  let isSilent = false
  let serves = true
  const breaker = new Breaker({
    service: 'profile',
    now: () => now,
    isSilent: () => isSilent,
    serves: () => serves,
  })
  /** A call that takes so long and ends so; resolves with what the caller gets. */
  const call = (outcome: 'answer' | (() => Error), { ms = 2_000, alive = 1 } = {}): Promise<unknown> => {
    const end = async (): Promise<unknown> => {
      made += 1
      now += ms
      if (outcome === 'answer') return outcome
      throw outcome()
    }
    return breaker.guard(end, () => alive).catch((error: unknown) => (error as AppError).code)
  }
  const hang = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) await call(silence)
  }
  /** Calls that are under way until they are told to time out. */
  const begin = (count: number): (() => Promise<unknown>) => {
    let expire = (_error: Error): void => undefined
    const late = new Promise<never>((_resolve, reject) => (expire = reject))
    const calls = Array.from({ length: count }, () => breaker.guard(() => late).catch(() => undefined))
    return () => {
      expire(silence())
      return Promise.all(calls)
    }
  }
  /** A call that is not answered before it is told to. */
  const hold = ({ alive = 1 } = {}): { caller: Promise<unknown>; answer: () => Promise<void> } => {
    let answered = (_answer: string): void => undefined
    const work = new Promise<string>((resolve) => (answered = resolve))
    const caller = breaker
      .guard(
        () => work,
        () => alive,
      )
      .catch((error: unknown) => (error as AppError).code)
    const answer = async (): Promise<void> => {
      answered('answer')
      await work
    }
    return { caller, answer }
  }
  return {
    call,
    hang,
    hold,
    begin,
    wait: (ms: number) => void (now += ms),
    made: () => made,
    silence: (is: boolean) => void (isSilent = is),
    serve: (does: boolean) => void (serves = does),
  }
}

it('refuses at once after ten calls in a row without an answer', async () => {
  const { call, hang, made } = open()
  await hang(10)
  expect(await call('answer')).toBe('PROFILE_UNAVAILABLE')
  expect(made()).toBe(10)
})

it('lets one call a second try, and all again after the first answer', async () => {
  const { call, hang, wait, made } = open()
  await hang(10)
  wait(1_000)
  expect(await call(silence, { ms: 600 })).toBe('DEADLINE_EXCEEDED')
  expect(await call('answer')).toBe('PROFILE_UNAVAILABLE')
  wait(400)
  expect(await call('answer')).toBe('answer')
  expect(await call('answer')).toBe('answer')
  expect(made()).toBe(13)
})

it('refuses the caller of a trial that takes long, and closes when its answer comes late', async () => {
  const { call, hang, wait, hold } = open()
  await hang(10)
  wait(1_000)
  const { caller, answer } = hold()
  expect(await caller).toBe('PROFILE_UNAVAILABLE')
  expect(await call('answer')).toBe('PROFILE_UNAVAILABLE')
  await answer()
  expect(await call('answer')).toBe('answer')
})

it('counts a refusal as an answer, and begins to count anew after one', async () => {
  const { call, hang } = open()
  await hang(9)
  expect(await call(refusal)).toBe('PROFILE_NOT_FOUND')
  await hang(9)
  expect(await call('answer')).toBe('answer')
})

it('does not take callers in a hurry for a service that hangs', async () => {
  const { call } = open()
  for (let time = 0; time < 20; time += 1) await call(silence, { ms: 100 })
  expect(await call('answer')).toBe('answer')
})

it('lets a call try as soon as one more instance is alive, and all again after its answer', async () => {
  const { call, hang, made } = open()
  await hang(10)
  expect(await call('answer', { alive: 2 })).toBe('answer')
  expect(await call('answer', { alive: 2 })).toBe('answer')
  expect(made()).toBe(12)
})

it('lets one call try, and no crowd, when an instance is alive again that does not answer', async () => {
  const { call, hang, hold } = open()
  await hang(10)
  const { caller } = hold({ alive: 2 })
  expect(await call('answer', { alive: 2 })).toBe('PROFILE_UNAVAILABLE')
  expect(await caller).toBe('PROFILE_UNAVAILABLE')
})

it('does not take calls that wait for one thing for a service that hangs while others are answered', async () => {
  const { call, begin } = open()
  const expire = begin(30)
  expect(await call('answer', { ms: 900 })).toBe('answer')
  await expire()
  expect(await call('answer')).toBe('answer')
  await begin(30)()
  expect(await call('answer')).toBe('answer')
})

it('makes no call while no instance gives a sign of life, and all again after the first', async () => {
  const { call, silence: fall, wait, made } = open()
  fall(true)
  expect(await call('answer')).toBe('PROFILE_UNAVAILABLE')
  wait(5_000)
  expect(await call('answer')).toBe('PROFILE_UNAVAILABLE')
  expect(made()).toBe(0)
  fall(false)
  expect(await call('answer')).toBe('answer')
})

it('asks now and then only while no instance serves and all say that the database is away', async () => {
  const { call, serve, wait, made } = open()
  const ask = (outcome: Parameters<typeof call>[0]) => call(outcome, { ms: 1 })
  const away = async () => {
    for (let time = 0; time < 10; time += 1) expect(await ask(sorry)).toBe('DATABASE_UNAVAILABLE')
  }
  await away()
  expect([await ask('answer'), made()]).toEqual(['answer', 11])
  serve(false)
  await away()
  expect([await ask('answer'), made()]).toEqual(['DATABASE_UNAVAILABLE', 21])
  wait(2_000)
  expect([await ask(sorry), made()]).toEqual(['DATABASE_UNAVAILABLE', 22])
  expect([await ask('answer'), made()]).toEqual(['DATABASE_UNAVAILABLE', 22])
  wait(2_000)
  expect([await ask('answer'), await ask('answer'), made()]).toEqual(['answer', 'answer', 24])
})

it('asks again at once when an instance serves', async () => {
  const { call, serve } = open()
  serve(false)
  for (let time = 0; time < 10; time += 1) await call(sorry, { ms: 1 })
  expect(await call('answer', { ms: 1 })).toBe('DATABASE_UNAVAILABLE')
  serve(true)
  expect(await call('answer', { ms: 1 })).toBe('answer')
})

it('does not count late answers that tell of a database that is back', async () => {
  let now = 0
  const breaker = new Breaker({ service: 'profile', now: () => now, serves: () => false })
  const fail: (() => void)[] = []
  const late = Array.from({ length: 10 }, () =>
    breaker
      .guard(() => new Promise((_resolve, reject) => fail.push(() => reject(sorry()))))
      .catch(() => 'away'),
  )
  now += 1
  expect(await breaker.guard(() => Promise.resolve('answer'))).toBe('answer')
  for (const one of fail) one()
  await Promise.all(late)
  expect(await breaker.guard(() => Promise.resolve('answer'))).toBe('answer')
})

it('tells its callers what the service said of its database', async () => {
  const breaker = new Breaker({ service: 'profile', now: () => 0, serves: () => false })
  const ask = () => breaker.guard(() => Promise.reject(sorry()))
  for (let time = 0; time < 10; time += 1) await ask().catch(() => undefined)
  const told = { kind: 'unavailable', code: 'DATABASE_UNAVAILABLE', detail: 'Away.', retryAfter: 1 }
  await expect(breaker.guard(() => Promise.resolve('answer'))).rejects.toMatchObject(told)
})

it('goes on asking a service that refuses for another reason, and one that is alive and refuses some calls', async () => {
  const { call, serve, made } = open()
  serve(false)
  for (let time = 0; time < 20; time += 1) expect(await call(refusal, { ms: 1 })).toBe('PROFILE_NOT_FOUND')
  for (let time = 0; time < 20; time += 1) await call(time % 9 === 0 ? 'answer' : sorry, { ms: 1 })
  expect(made()).toBe(40)
})
