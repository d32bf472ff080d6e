import { isValid, isValid3rd, sign } from '@tma.js/init-data-node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { verifyInitData } from './init-data.js'
import { readInitDataFields, signedList } from './init-data-fields.js'
import { botToken, rules, signedFields, signInitData, start } from './init-data-fixture.js'

const accepts = (raw: string, now = start): boolean => {
  try {
    verifyInitData(raw, rules, now)
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: expect.stringMatching(/^INIT_DATA_(INVALID|EXPIRED)$/) as string })
    return false
  }
}

const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !/[\p{Cc}\p{Cs}]/u.test(value))

const telegramUser = fc.record(
  {
    id: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    first_name: text,
    last_name: text,
    language_code: text,
  },
  { requiredKeys: ['id', 'first_name'] },
)

describe('@tma.js/init-data-node', () => {
  it('signs what we accept, whatever the names', () => {
    fc.assert(
      fc.property(telegramUser, text, (user, startParam) => {
        const raw = sign({ user, start_param: startParam, query_id: 'AAH1' }, botToken, start)
        expect(verifyInitData(raw, rules, start).telegramId).toBe(user.id)
      }),
    )
  })

  it('accepts everything that we accept', () => {
    const spoils = [
      (raw: string) => raw,
      (raw: string) => raw.replace('Alice', 'Mallory'),
      (raw: string) => raw.replace(/hash=./, 'hash=0'),
      (raw: string) => raw.toUpperCase(),
      (raw: string) => `${raw}&extra=1`,
      (raw: string) => raw.replace('query_id=AAH1&', ''),
    ]
    for (const spoil of spoils) {
      const raw = spoil(signInitData(signedFields()))
      if (accepts(raw)) expect(isValid(raw, botToken, { expiresIn: 0 })).toBe(true)
      if (!isValid(raw, botToken, { expiresIn: 0 })) expect(accepts(raw)).toBe(false)
    }
    expect(isValid(signInitData(signedFields()), botToken, { expiresIn: 0 })).toBe(true)
  })

  it('reads the third-party proof as we do', async () => {
    // A launch of a published bot, from that library's own tests.
    const raw =
      'user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%20%2B%20-%20%3F%20%5C%2F%22%2C%22last_name%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%2C%22allows_write_to_pm%22%3Atrue%2C%22photo_url%22%3A%22https%3A%5C%2F%5C%2Ft.me%5C%2Fi%5C%2Fuserpic%5C%2F320%5C%2F4FPEE4tmP3ATHa57u6MqTDih13LTOiMoKoLDRG4PnSA.svg%22%7D&chat_instance=8134722200314281151&chat_type=private&auth_date=1733584787&hash=2174df5b000556d044f3f020384e879c8efcab55ddea2ced4eb752e93e7080d6&signature=zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7IbCisNlDKlo7Kb6G4D0Ao2mBrSgEk4maLSdv6MLIlADQ'
    const production = 'e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d'
    const strict = { ...rules, proof: 'third-party', botId: '7342037359', publicKey: production } as const
    const then = new Date(1733584787_000)
    expect(await isValid3rd(raw, 7342037359, { expiresIn: 0 })).toBe(true)
    expect(verifyInitData(raw, strict, then)).toMatchObject({ telegramId: 279058397, languageCode: 'ru' })
    const changed = raw.replace('Kibenko', 'Kibenka')
    expect(await isValid3rd(changed, 7342037359, { expiresIn: 0 })).toBe(false)
    expect(() => verifyInitData(changed, strict, then)).toThrow('INIT_DATA_INVALID')
  })
})

describe('any change of valid initData', () => {
  const raw = signInitData(signedFields({ start_param: 'a b', signature: 'x' }))
  const content = (changed: string): string | undefined => {
    try {
      return signedList(readInitDataFields(changed))
    } catch {
      return undefined
    }
  }
  const position = fc.nat({ max: raw.length - 1 })
  const character = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })

  /** Another spelling of the same content is no change: `%7b` for `%7B`. */
  const isRefused = (changed: string): void => {
    if (content(changed) !== content(raw)) expect(accepts(changed)).toBe(false)
  }

  it('is accepted unchanged', () => {
    expect(accepts(raw)).toBe(true)
  })

  it('is refused: a character replaced, inserted or removed', () => {
    fc.assert(
      fc.property(position, character, (at, other) => {
        isRefused(raw.slice(0, at) + other + raw.slice(at + 1))
        isRefused(raw.slice(0, at) + other + raw.slice(at))
        isRefused(raw.slice(0, at) + raw.slice(at + 1))
      }),
      { numRuns: 2_000 },
    )
  })

  it('is refused: a bit flipped, a field dropped, doubled or added', () => {
    fc.assert(
      fc.property(position, fc.integer({ min: 0, max: 6 }), (at, bit) => {
        isRefused(raw.slice(0, at) + String.fromCharCode(raw.charCodeAt(at) ^ (1 << bit)) + raw.slice(at + 1))
      }),
      { numRuns: 2_000 },
    )
    const parts = raw.split('&')
    for (const [at, part] of parts.entries()) {
      expect(accepts(parts.toSpliced(at, 1).join('&'))).toBe(false)
      expect(accepts([...parts, part].join('&'))).toBe(false)
      expect(accepts(parts.toSpliced(at, 0, 'added=1').join('&'))).toBe(false)
    }
  })

  it('never throws anything but a refusal, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (noise) => void accepts(noise)))
    fc.assert(fc.property(fc.webQueryParameters({ size: 'medium' }), (noise) => void accepts(noise)))
  })
})
