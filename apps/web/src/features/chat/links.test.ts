import { describe, expect, it } from 'vitest'

import { partsOf, stretchesOf } from './links.js'

const linksIn = (text: string): string[] =>
  stretchesOf(text).flatMap(({ url }) => (url === undefined ? [] : [url.href]))

describe('addresses in a message', () => {
  it.each([
    ['look at https://example.org/a?b=c#d now', ['https://example.org/a?b=c#d']],
    ['www.example.org, t.me/kindred_bot!', ['https://www.example.org/', 'https://t.me/kindred_bot']],
    ['(see https://example.org/wiki/Bread_(food))', ['https://example.org/wiki/Bread_(food)']],
    ['(https://example.org)', ['https://example.org/']],
    ['HTTP://EXAMPLE.org/Path.', ['http://example.org/Path']],
    ['смотри https://пример.рф/путь…', ['https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C']],
  ])('addresses in a message are found in %s', (text, links) => {
    expect(linksIn(text)).toEqual(links)
  })

  it.each([
    'javascript:alert(1)',
    'tg://resolve?domain=x',
    'good.morning',
    'mail@www.example.org',
    'https://bank.example@evil.example/',
    'https://localhost/',
    'http://',
    'a/www.example.org',
  ])('addresses in a message are not seen in %s', (text) => {
    expect(linksIn(text)).toEqual([])
  })

  it('addresses in a message leave the message as it was written', () => {
    const text = 'one https://a.example/x, two\nwww.b.example. \u202Ethree https://c.example'
    expect(
      stretchesOf(text)
        .map((each) => each.text)
        .join(''),
    ).toBe(text)
    expect(linksIn(text)).toHaveLength(3)
  })

  it('addresses in a message show where they lead, whatever their letters pretend', () => {
    const [, { url } = {}] = stretchesOf('to https://аpple.com/\u202Elogin')
    expect(partsOf(url!)).toEqual({ before: 'https://', host: 'xn--pple-43d.com', after: '/%E2%80%AElogin' })
    expect(partsOf(new URL('https://example.org/'))).toEqual({
      before: 'https://',
      host: 'example.org',
      after: '',
    })
  })

  it('addresses in a message take no time in a message of the greatest length', () => {
    const text = 'https://a.example/'.padEnd(4_000, ')')
    expect(linksIn(text)).toEqual(['https://a.example/'])
  })
})
