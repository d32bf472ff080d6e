import { generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { type InitDataRules, verifyInitData } from './init-data.js'
import { readInitDataFields } from './init-data-fields.js'
import { botToken, encode, rules, signedFields, signInitData, start } from './init-data-fixture.js'
import { hasValidHash, hasValidSignature, telegramPublicKeys, thirdPartyText } from './init-data-proof.js'

const verify = (raw: string, changed: Partial<InitDataRules> = {}, now = start) =>
  verifyInitData(raw, { ...rules, ...changed }, now)

const refuses = (raw: string, changed: Partial<InitDataRules> = {}) =>
  expect(() => verify(raw, changed)).toThrow(expect.objectContaining({ code: 'INIT_DATA_INVALID' }))

const signed = (changed: Record<string, string | undefined> = {}): string =>
  signInitData(signedFields(changed))

describe("the vectors of aiogram's tests", () => {
  const hashIsValid = (raw: string) => hasValidHash(readInitDataFields(raw), '42:TEST')
  const first =
    'auth_date=1650385342&user=%7B%22id%22%3A42%2C%22first_name%22%3A%22Test%22%7D&query_id=test&hash=46d2ea5e32911ec8d30999b56247654460c0d20949b6277af519e76271182803'
  const second =
    'auth_date=1650385342&user=%7B%22id%22%3A+%22123456789%22%2C+%22first_name%22%3A+%22PlaceholderFirstName%22%2C+%22last_name%22%3A+%22PlaceholderLastName+%5Cud83c%5Cuddfa%5Cud83c%5Cudde6%22%2C+%22username%22%3A+%22Latand%22%2C+%22language_code%22%3A+%22en%22%2C+%22is_premium%22%3A+%22true%22%2C+%22allows_write_to_pm%22%3A+%22true%22%7D&query_id=test&hash=b3c8b293f14ad0f7f0abcf769aea1209a72295d30a87eb0e74df855d32e53bfe'

  it('pass the HMAC', () => {
    expect(hashIsValid(first)).toBe(true)
    expect(hashIsValid(second)).toBe(true)
    expect(hashIsValid(first.replace('Test', 'Text'))).toBe(false)
  })

  it('sign a person in when the id is a number, and never when it is a text', () => {
    const then = new Date(1650385342_000)
    expect(verify(first, { botToken: '42:TEST' }, then)).toMatchObject({ telegramId: 42, languageCode: '' })
    expect(() => verify(second, { botToken: '42:TEST' }, then)).toThrow('INIT_DATA_INVALID')
  })
})

describe('initData', () => {
  it('says who opened the app', () => {
    expect(verify(signed())).toMatchObject({ telegramId: 99, languageCode: 'en', authDate: start })
  })

  it('is one and the same in every spelling', () => {
    const raw = signed()
    const respelt = raw
      .split('&')
      .reverse()
      .join('&')
      .replaceAll('%7B', '%7b')
      .replace('query_id', '%71uery_id')
    expect(respelt).not.toBe(raw)
    expect(verify(respelt).digest).toEqual(verify(raw).digest)
    expect(verify(signed({ query_id: 'another' })).digest).not.toEqual(verify(raw).digest)
  })

  it('may have fields that we do not know, and any of its own set', () => {
    for (const extra of [
      { chat_type: 'sender', chat_instance: '-12', query_id: undefined },
      { new_field: 'x', empty: '' },
    ])
      expect(verify(signed(extra))).toMatchObject({ telegramId: 99 })
  })

  it('keeps signature in the HMAC list', () => {
    expect(verify(signed({ signature: 'x' }))).toMatchObject({ telegramId: 99 })
    refuses(`${signed()}&signature=x`)
    refuses(signed({ signature: 'x' }).replace(/&signature=x/, ''))
  })

  it('is refused with a field twice, plain or hidden by an escape', () => {
    refuses(`${signed()}&user=%7B%22id%22%3A1%7D`)
    refuses(`user=%7B%22id%22%3A1%7D&${signed()}`)
    refuses(`${signed()}&%75ser=%7B%22id%22%3A1%7D`)
    const [first] = signed().split('&')
    refuses(`${signed()}&${first}`)
  })

  it('is refused when fields are merged by an encoded line break', () => {
    const fields = signedFields({ chat_type: 'sender' })
    const merged = signInitData(fields)
      .replace('&chat_type=sender', '')
      .replace(/auth_date=(\d+)/, 'auth_date=$1%0Achat_type=sender')
    refuses(merged)
    refuses(signed({ start_param: 'a\nuser={"id":1}' }))
    for (const character of ['\0', '\t', '\r', '\x7f', '\x85'])
      refuses(signed({ start_param: `a${character}b` }))
    refuses(signInitData({ ...fields, 'a\nb': 'c' }))
    refuses(signInitData({ ...fields, 'a=b': 'c' }))
  })

  it('signs a person in whose names hold controls that JSON leaves as they are, and nobody with others', () => {
    for (const character of ['\x7f', '\x80', '\x85', '\x9f']) {
      const user = JSON.stringify({ id: 99, first_name: `A${character}lice` })
      expect(verify(signed({ user }))).toMatchObject({ telegramId: 99 })
      expect(verify(signed({ chat: `{"title":"${character}"}` }))).toMatchObject({ telegramId: 99 })
    }
    for (const character of ['\0', '\n', '\t'])
      refuses(signed({ user: `{"id":99,"first_name":"${character}"}` }))
  })

  it('is refused with broken escapes or broken UTF-8', () => {
    for (const bad of [
      '%',
      '%4',
      '%zz',
      '%ff',
      '%c3%28',
      '%ed%a0%80',
      '%c0%af',
      '\ufffd',
      '\ud800',
      '\n',
      '\0',
    ])
      refuses(`${signed()}&extra=${bad}`)
  })

  it('is refused with what is left of bytes that were not UTF-8', () => {
    const raw = signed({ start_param: 'a\ufffdb' })
    expect(verify(raw)).toBeDefined()
    for (const left of ['\ufffd', '\ud800', '\udc00']) refuses(raw.replace(encode('\ufffd'), left))
  })

  it('is refused when it is not a list of named fields', () => {
    for (const raw of [
      '',
      '&',
      'user',
      '=1',
      `${signed()}&`,
      `&${signed()}`,
      `?${signed()}`,
      `${signed()}&x`,
      'null',
    ])
      refuses(raw)
  })

  it('is refused above 4,096 bytes or 32 fields', () => {
    const padded = (bytes: number) => {
      const short = signed({ padding: '' })
      return signed({ padding: 'a'.repeat(bytes - Buffer.byteLength(short)) })
    }
    expect(verify(padded(4096))).toBeDefined()
    refuses(padded(4097))
    const many = (count: number) => {
      const fields = signedFields()
      for (let at = Object.keys(fields).length + 1; at < count; at++) fields[`f${at}`] = ''
      return signInitData(fields)
    }
    expect(many(32).split('&')).toHaveLength(32)
    expect(verify(many(32))).toBeDefined()
    refuses(many(33))
  })

  it('is refused with a hash of another form', () => {
    const raw = signed()
    const hash = /hash=([0-9a-f]{64})/.exec(raw)![1]!
    for (const other of [hash.toUpperCase(), `${hash}0`, hash.slice(1), ` ${hash}`, '', '0'.repeat(64)])
      refuses(raw.replace(hash, encode(other)))
    refuses(raw.replace(/&?hash=[0-9a-f]{64}/, ''))
  })

  it('is refused for another bot', () => {
    refuses(signInitData(signedFields(), '43:OTHER'))
  })

  it('is refused without a user whose id is a positive safe integer', () => {
    const ids = ['0', '-1', '1.5', '1e400', '9007199254740992', '"99"', 'null', 'true', '[99]']
    for (const user of [...ids.map((id) => `{"id":${id}}`), '{}', '[]', '99', 'null', '{', ''])
      refuses(signed({ user }))
    refuses(signed({ user: undefined }))
    expect(verify(signed({ user: '{"id":9007199254740991}' })).telegramId).toBe(9007199254740991)
  })

  it('takes a language only in the form of a tag', () => {
    const languageOf = (language: unknown) =>
      verify(signed({ user: JSON.stringify({ id: 1, language_code: language }) })).languageCode
    expect(languageOf('pt-BR')).toBe('pt-BR')
    for (const odd of ['<script>', 'x', 7, null, 'a'.repeat(50)]) expect(languageOf(odd)).toBe('')
  })
})

describe('the age of initData', () => {
  const at = (seconds: number) => new Date(start.getTime() + seconds * 1000)

  it('may be up to the limit, and has a refusal of its own beyond', () => {
    expect(verify(signed(), { maxAgeSeconds: 300 }, at(300))).toBeDefined()
    expect(() => verify(signed(), { maxAgeSeconds: 300 }, at(301))).toThrow('INIT_DATA_EXPIRED')
    expect(verify(signed(), {}, at(3600))).toBeDefined()
    expect(() => verify(signed(), {}, at(3601))).toThrow('INIT_DATA_EXPIRED')
  })

  it('is not told of what nobody signed', () => {
    expect(() => verify(signed().replace('99', '98'), {}, at(9999))).toThrow('INIT_DATA_INVALID')
  })

  it('may lie a minute in the future, not more', () => {
    expect(verify(signed(), {}, at(-60))).toBeDefined()
    expect(() => verify(signed(), {}, at(-61))).toThrow('INIT_DATA_INVALID')
  })

  it('must be a number of seconds', () => {
    for (const date of ['', '0', '-5', '01', '1e9', '1.5', ' 5', '999999999999', 'now'])
      refuses(signed({ auth_date: date }))
    refuses(signed({ auth_date: undefined }))
  })
})

describe('the third-party proof', () => {
  const pair = generateKeyPairSync('ed25519')
  const hexOf = (key: KeyObject) => Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url').toString('hex')
  const publicKey = hexOf(pair.publicKey)
  const thirdParty: Partial<InitDataRules> = { proof: 'third-party', publicKey, botToken: '' }

  const withSignature = (changed: Record<string, string | undefined> = {}, key = pair.privateKey): string => {
    const fields = signedFields(changed)
    const text = thirdPartyText(readInitDataFields(signInitData(fields)), rules.botId)
    return signInitData({
      ...fields,
      signature: signBytes(null, Buffer.from(text), key).toString('base64url'),
    })
  }

  it('needs the id of the bot and no token', () => {
    expect(verify(withSignature(), thirdParty)).toMatchObject({ telegramId: 99 })
    refuses(withSignature(), { ...thirdParty, botId: '43' })
  })

  it('is refused when it is missing, changed, foreign or spelt in another way', () => {
    const raw = withSignature()
    refuses(signed(), thirdParty)
    refuses(raw.replace('Alice', 'Alicf'), thirdParty)
    refuses(withSignature({}, generateKeyPairSync('ed25519').privateKey), thirdParty)
    const last = /signature=([\w-]{86})/.exec(raw)![1]!.at(-1)!
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const twin = alphabet[alphabet.indexOf(last) + 1]!
    refuses(raw.replace(/(signature=[\w-]{85})./, `$1${twin}`), thirdParty)
    refuses(raw.replace(/(signature=[\w-]{86})/, '$1=='), thirdParty)
  })

  it('is one initData whatever hash stands beside it', () => {
    const raw = withSignature()
    const other = raw.replace(/hash=[0-9a-f]{64}/, `hash=${'ab'.repeat(32)}`)
    expect(verify(other, thirdParty).digest).toEqual(verify(raw, thirdParty).digest)
    refuses(raw.replace(/hash=[0-9a-f]{64}/, 'hash=x'), thirdParty)
  })

  it('and the hash can be asked for together', () => {
    const both = { proof: 'both', publicKey, botToken } as const
    expect(verify(withSignature(), both)).toBeDefined()
    refuses(signed(), both)
    refuses(withSignature().replace(/hash=[0-9a-f]{64}/, `hash=${'ab'.repeat(32)}`), both)
  })

  it('knows both keys of Telegram as Ed25519 keys', () => {
    const fields = readInitDataFields(withSignature())
    for (const key of Object.values(telegramPublicKeys))
      expect(hasValidSignature(fields, rules.botId, key)).toBe(false)
    expect(hasValidSignature(fields, rules.botId, publicKey)).toBe(true)
  })
})
