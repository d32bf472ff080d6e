import { expect, it } from 'vitest'

import { ConfigError, openEnv } from '../src/index.js'

const faultsOf = (read: (env: ReturnType<typeof openEnv>) => void, values: NodeJS.ProcessEnv): string[] => {
  const env = openEnv(values)
  read(env)
  try {
    env.done()
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as ConfigError).message.split('\n')
  }
}

it('reads every kind of setting', () => {
  const env = openEnv({
    T: ' text ',
    U: 'postgres://h/d',
    P: '8081',
    N: '-3',
    F: 'off',
    L: 'a, b,,c',
    O: 'two',
  })
  expect(env.text('T', { example: 'x' })).toBe('text')
  expect(env.url('U', { example: 'x', protocols: ['postgres:'] })).toBe('postgres://h/d')
  expect(env.port('P', { example: '80' })).toBe(8081)
  expect(env.number('N', { example: '1' })).toBe(-3)
  expect(env.flag('F', { example: 'on' })).toBe(false)
  expect(env.list('L', { example: 'a,b' })).toEqual(['a', 'b', 'c'])
  expect(env.oneOf('O', ['one', 'two'], { example: 'one' })).toBe('two')
  expect(env.optional('MISSING', { example: 'x' })).toBeUndefined()
  expect(env.number('MISSING', { example: '1', default: 7 })).toBe(7)
  expect(() => env.done()).not.toThrow()
})

it('reports all faults together, by name, with an example, and never with the value', () => {
  const faults = faultsOf(
    (env) => {
      env.text('NAME', { example: 'kindred' })
      env.url('ADDRESS', { example: 'https://kindred.example' })
      env.port('PORT', { example: '8081' })
      env.number('AGE', { example: '3600', min: 300, max: 86_400 })
      env.flag('DEMO', { example: 'on' })
      env.oneOf('MODE', ['hmac', 'third-party'], { example: 'hmac' })
      env.text('SHAPE', { example: '123', pattern: /^\d+$/ })
      env.fault({ name: 'A', problem: 'clashes with B', example: '1' })
    },
    { ADDRESS: 'nowhere', PORT: '70000', AGE: '12.5', DEMO: 'maybe', MODE: 'hidden-value', SHAPE: 'abc' },
  )
  expect(faults).toEqual([
    'NAME is not set. Example: NAME=kindred',
    'ADDRESS is not an address. Example: ADDRESS=https://kindred.example',
    'PORT must be from 0 to 65535. Example: PORT=8081',
    'AGE is not a whole number. Example: AGE=3600',
    'DEMO must be on or off. Example: DEMO=on',
    'MODE must be hmac or third-party. Example: MODE=hmac',
    'SHAPE has the wrong form. Example: SHAPE=123',
    'A clashes with B. Example: A=1',
  ])
})

it('takes an empty setting for one that is not set', () => {
  expect(faultsOf((env) => env.text('NAME', { example: 'x' }), { NAME: '  ' })).toHaveLength(1)
})

const secret = {
  example: 'a-long-random-text',
  sample: 'the development secret of thirty-two characters',
  secret: true,
}
const readSecret = (env: ReturnType<typeof openEnv>) => env.text('SERVICE_SECRET', secret)

it('makes up no secret', () => {
  expect(faultsOf(readSecret, {})).toEqual([
    'SERVICE_SECRET is not set. Example: SERVICE_SECRET=a-long-random-text',
  ])
})

const good = 'b7Yq0ZrS1xWm3KcV9nTd5LhG8pJf2aQe6uRi4oXs'

it('refuses a sample secret in production, and a short one', () => {
  for (const value of [undefined, secret.sample, secret.example, 'too short']) {
    const faults = faultsOf(readSecret, { NODE_ENV: 'production', SERVICE_SECRET: value })
    expect(faults.join()).toMatch(/^SERVICE_SECRET is /)
  }
  expect(readSecret(openEnv({ NODE_ENV: 'production', SERVICE_SECRET: good }))).toBe(good)
  expect(faultsOf(readSecret, { NODE_ENV: 'production', SERVICE_SECRET: good })).toEqual([])
})

it.each([
  { BIND_HOST: '0.0.0.0' },
  { BIND_HOST: '192.168.1.4' },
  { GATEWAY_HOST: '::' },
  { GATEWAY_HOST: 'kindred.lan' },
  { PUBLIC_URL: 'https://kindred.example' },
])('refuses a sample secret where others can reach it, whatever NODE_ENV says: %j', (address) => {
  for (const value of [secret.sample, secret.example]) {
    const faults = faultsOf(readSecret, { ...address, SERVICE_SECRET: value })
    expect(faults.join()).toMatch(/^SERVICE_SECRET is the sample secret/)
  }
  expect(faultsOf(readSecret, { ...address, SERVICE_SECRET: good })).toEqual([])
})

it.each([
  {},
  { BIND_HOST: '127.0.0.1' },
  { BIND_HOST: '127.8.9.1' },
  { BIND_HOST: '', GATEWAY_HOST: '::1' },
  { GATEWAY_HOST: 'localhost', PUBLIC_URL: 'http://[::1]:8080' },
])('takes a sample secret that was given on the loopback: %j', (address) => {
  expect(faultsOf(readSecret, { ...address, SERVICE_SECRET: secret.sample })).toEqual([])
})
