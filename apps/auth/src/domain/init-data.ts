import { createHash } from 'node:crypto'

import { initDataExpired, initDataInvalid } from './errors.js'
import { type InitDataFields, readInitDataFields } from './init-data-fields.js'
import { hasValidHash, hasValidSignature, thirdPartyText } from './init-data-proof.js'

/**
 * Which proof initData must bring. `hmac`: `hash`, needs the bot's token. `third-party`: `signature`, needs the bot's id only.
 * `both`: a stolen bot token alone does not make initData then. A proof that is not asked for is not looked at: to check it "when
 * present" would stop nobody, since a forger leaves it out.
 */
type InitDataProof = 'hmac' | 'third-party' | 'both'

/** What is accepted. */
export interface InitDataRules {
  readonly proof: InitDataProof
  /** Unused for `third-party`. */
  readonly botToken: string
  readonly botId: string
  /** Telegram's Ed25519 key, hex; unused for `hmac`. */
  readonly publicKey: string
  readonly maxAgeSeconds: number
}

/** Who opened the app. */
export interface InitData {
  readonly telegramId: number
  /** IETF tag, empty when Telegram did not say. */
  readonly languageCode: string
  /** Empty for none. */
  readonly username: string
  readonly authDate: Date
  /** What the link by which the app was opened says; empty when there was none. */
  readonly startParam: string
  /** SHA-256 of the signed content: the same for every spelling of the same initData. */
  readonly digest: Buffer
}

const futureSeconds = 60
const usernameForm = /^\w{1,32}$/
const languageTag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$/

/** Verifies initData. Throws INIT_DATA_INVALID, or INIT_DATA_EXPIRED for a genuine one that is too old. */
export function verifyInitData(raw: string, rules: InitDataRules, now: Date): InitData {
  const fields = readInitDataFields(raw)
  if (!isProven(fields, rules)) throw initDataInvalid()
  const user = readUser(fields)
  const authDate = readAuthDate(fields)
  const ageSeconds = (now.getTime() - authDate.getTime()) / 1000
  if (ageSeconds < -futureSeconds) throw initDataInvalid()
  if (ageSeconds > rules.maxAgeSeconds) throw initDataExpired()
  const digest = createHash('sha256').update(thirdPartyText(fields, rules.botId)).digest()
  return { ...user, authDate, startParam: fields.get('start_param') ?? '', digest }
}

function isProven(fields: InitDataFields, { proof, botToken, botId, publicKey }: InitDataRules): boolean {
  if (!/^[0-9a-f]{64}$/.test(fields.get('hash') ?? '')) return false
  if (proof !== 'third-party' && !hasValidHash(fields, botToken)) return false
  return proof === 'hmac' || hasValidSignature(fields, botId, publicKey)
}

function readAuthDate(fields: InitDataFields): Date {
  const text = fields.get('auth_date') ?? ''
  if (!/^[1-9]\d{0,10}$/.test(text)) throw initDataInvalid()
  return new Date(Number(text) * 1000)
}

/** Telegram's schema has `id` as a JSON integer: a number in a text is refused, although the proof may be good. */
function readUser(fields: InitDataFields): Pick<InitData, 'telegramId' | 'languageCode' | 'username'> {
  const user = parseObject(fields.get('user') ?? '')
  const { id, language_code: language, username: name } = user
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id <= 0) throw initDataInvalid()
  const languageCode = typeof language === 'string' && languageTag.test(language) ? language : ''
  const username = typeof name === 'string' && usernameForm.test(name) ? name : ''
  return { telegramId: id, languageCode, username }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch {
    // Not JSON: the same refusal as for JSON that is no object.
  }
  throw initDataInvalid()
}
