import { expect, it } from 'vitest'

import { AppError } from '@kindred/kernel'

import { createLog } from '../src/index.js'

const capture = (pretty = false) => {
  const lines: string[] = []
  const log = createLog({
    name: 'auth',
    level: 'debug',
    pretty,
    destination: { write: (line) => lines.push(line) },
  })
  return { log, lines, text: () => lines.join('') }
}

const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl'
const initData = `auth_date=1650385342&user=%7B%22id%22%3A4242424242%7D&hash=${'0a'.repeat(32)}`

it('writes JSON lines with time, level and name', () => {
  const { log, lines } = capture()
  log.info({ port: 8081 }, 'listening')
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'info', name: 'auth', port: 8081, msg: 'listening' })
  expect(JSON.parse(lines[0]!)).toHaveProperty('time', expect.stringMatching(/^\d{4}-.*Z$/))
})

it('hides secrets by name at any depth, whatever the spelling', () => {
  const { log, text } = capture()
  log.info({
    call: { metadata: { Authorization: 'abcdefg', 'x-request-id': 'kept' } },
    list: [{ init_data: 'abcdefg' }],
  })
  log.info({
    accessToken: 'abcdefg',
    refresh_token: 'abcdefg',
    telegramId: 4242424242,
    telegram_id: '4242424242',
  })
  log.info({ password: 'abcdefg', latitude: 4242424242, cookie: 'abcdefg', 'Set-Cookie': 'abcdefg' })
  expect(text()).not.toMatch(/abcdefg|4242424242/)
  expect(text()).toContain('kept')
})

it('hides tokens, initData and passwords in texts and messages', () => {
  const { log, text } = capture()
  log.warn({ header: `Bearer ${jwt}`, note: initData }, `got ${jwt} and ${initData}`)
  log.info({
    url: 'postgres://kindred_auth:hunter22@localhost/kindred_auth',
    bot: `123456789:${'A'.repeat(35)}`,
  })
  expect(text()).not.toMatch(/eyJ|4242424242|hunter22|AAAAAAA/)
  expect(text()).toContain('postgres://kindred_auth:[hidden]@localhost/kindred_auth')
})

it('keeps type, code, place and cause of an error and hides what it should not hold', () => {
  const { log, lines, text } = capture()
  const cause = Object.assign(new Error(`bad ${initData}`), {
    code: '23505',
    detail: 'Key (telegram_id)=(4242424242)',
  })
  log.error({ err: new AppError({ kind: 'internal', code: 'BROKEN', detail: 'It broke.', cause }) }, 'failed')
  const { err } = JSON.parse(lines[0]!) as { err: Record<string, unknown> }
  expect(err).toMatchObject({ type: 'AppError', code: 'BROKEN', kind: 'internal', cause: { code: '23505' } })
  expect(err['at']).toMatch(/^log\.test\.ts line \d+$/)
  expect(text()).not.toMatch(/\n? {4}at |node_modules|libs\/runtime/)
  expect(text()).not.toContain('4242424242')
})

it.each([
  ['    at new Foo (file:///srv/kindred (copy)/foo.js:3:5)', 'new Foo, foo.js line 3'],
  ['    at Pool.get [as client] (/srv/kindred/pool.js:7:1)', 'Pool.get [as client], pool.js line 7'],
  ['    at async save (/srv/save.js:9:2)', 'save, save.js line 9'],
  ['    at C:\\kindred\\main.js:1:2', 'main.js line 1'],
  ['    at async Promise.all (index 0)\n    at read (node:fs:448:20)', 'read, node:fs line 448'],
])('names the place in %s', (frame, at) => {
  const { log, lines } = capture()
  const err = Object.assign(new Error('broken'), { stack: `Error: broken\n${frame}` })
  log.error({ err }, 'failed')
  expect(JSON.parse(lines[0]!)).toMatchObject({ err: { at } })
})

it('leaves the place out of an error that was foreseen, and out of its causes', () => {
  const { log, lines, text } = capture()
  const cause = new Error('14 UNAVAILABLE')
  log.warn(
    { err: new AppError({ kind: 'unavailable', code: 'CHAT_UNAVAILABLE', detail: 'Not now.', cause }) },
    'failed',
  )
  const { err } = JSON.parse(lines[0]!) as { err: Record<string, unknown> }
  expect(err).toMatchObject({ code: 'CHAT_UNAVAILABLE', cause: { message: '14 UNAVAILABLE' } })
  expect(text()).not.toContain('log.test.ts')
})

it('survives circles, dates, bytes and big integers', () => {
  const { log, lines } = capture()
  const circle: Record<string, unknown> = { at: new Date(0), bytes: Buffer.from('abc'), big: 1n }
  circle['self'] = circle
  log.info(circle)
  expect(JSON.parse(lines[0]!)).toMatchObject({
    at: '1970-01-01T00:00:00.000Z',
    bytes: '[3 bytes]',
    big: '1',
  })
})

it('writes one readable line for people, an error with its causes below', () => {
  const { log, lines } = capture(true)
  log.info({ port: 8081, note: 'two words' }, 'listening')
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} info {2}auth {6}listening port=8081 note="two words"\n$/)
  log.error({ err: new Error('it broke', { cause: new TypeError('not a number') }) }, 'failed')
  expect(lines[1]).toMatch(
    /error auth {6}failed\n {4}Error: it broke \(log\.test\.ts line \d+\)\n {4}TypeError: not a number \(.*\)\n$/,
  )
  log.warn(
    { err: new AppError({ kind: 'unavailable', code: 'CHAT_UNAVAILABLE', detail: 'Not now.' }) },
    'failed',
  )
  expect(lines[2]).toMatch(/warn {2}auth {6}failed\n {4}AppError: CHAT_UNAVAILABLE: Not now\.\n$/)
})
