import { expect, it } from 'vitest'

import { createTokenVerifier, localKeys, localRevocations } from '../src/index.js'
import { audience, issuer, serviceSecret, silent } from './fixture.js'

const verifierWith = (botSecret: string | undefined) =>
  createTokenVerifier({
    keys: localKeys(() => Promise.resolve([])),
    revocations: localRevocations(),
    serviceSecret,
    issuer,
    audience,
    self: 'auth',
    log: silent,
    ...(botSecret !== undefined && { botSecret }),
  })

const refused = { kind: 'unauthenticated', code: 'TOKEN_INVALID' }

it('makes its holder the bot', async () => {
  expect(await verifierWith('the secret').authenticate('the secret')).toEqual({ kind: 'bot' })
})

it('is refused in any other spelling', async () => {
  const verifier = verifierWith('the secret')
  for (const text of ['the secre', 'the secrets', 'THE SECRET', ' the secret', serviceSecret])
    await expect(verifier.authenticate(text)).rejects.toMatchObject(refused)
})

it('is nobody’s where none was set', async () => {
  for (const none of [undefined, '']) {
    await expect(verifierWith(none).authenticate('undefined')).rejects.toMatchObject(refused)
    expect(await verifierWith(none).authenticate('')).toEqual({ kind: 'anonymous' })
  }
})
