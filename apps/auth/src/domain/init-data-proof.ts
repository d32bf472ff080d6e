import { createHmac, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto'

import { type InitDataFields, signedList } from './init-data-fields.js'

const hexHash = /^[0-9a-f]{64}$/
const signatureForm = /^[A-Za-z0-9_-]{86}$/

/** Telegram's Ed25519 keys for checks by third parties (core.telegram.org/bots/webapps), as hex. */
export const telegramPublicKeys = {
  production: 'e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d',
  test: '40055058a4ee38156a06562e52eece92a771bcd8346a8c4615cb7376eddf72ec',
} as const

/** True when `hash` was made with the bot's token. `signature` is part of the signed list, only `hash` is not. */
export function hasValidHash(fields: InitDataFields, botToken: string): boolean {
  const hash = fields.get('hash') ?? ''
  const secret = createHmac('sha256', 'WebAppData').update(botToken).digest()
  const expected = createHmac('sha256', secret).update(signedList(fields, 'hash')).digest()
  return hexHash.test(hash) && timingSafeEqual(Buffer.from(hash, 'hex'), expected)
}

/** True when `signature` was made by Telegram for this bot; needs no token. */
export function hasValidSignature(fields: InitDataFields, botId: string, publicKey: string): boolean {
  const text = fields.get('signature') ?? ''
  const signature = Buffer.from(text, 'base64url')
  // The last character has four unused bits: only one spelling of a signature is taken.
  if (!signatureForm.test(text) || signature.toString('base64url') !== text) return false
  return verify(null, Buffer.from(thirdPartyText(fields, botId)), ed25519Key(publicKey), signature)
}

/** What Telegram signs for third parties. Also what tells one initData from another: neither proof is in it. */
export const thirdPartyText = (fields: InitDataFields, botId: string): string =>
  `${botId}:WebAppData\n${signedList(fields, 'hash', 'signature')}`

const ed25519Key = (hex: string): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hex, 'hex').toString('base64url') },
    format: 'jwk',
  })
