import { parse, validate } from '@tma.js/init-data-node'
import { describe, expect, it } from 'vitest'

import { botToken, openScene } from './world.js'

const launchOf = (url: string) => {
  const facts = new URLSearchParams(new URL(url).hash.slice(1))
  return { facts, initData: facts.get('tgWebAppData') ?? '' }
}

describe('a launch', () => {
  it('a launch carries data signed by the bot token, which another implementation believes', async () => {
    const { anna } = await openScene()
    const { facts, initData } = launchOf(anna.openApp())
    validate(initData, botToken)
    expect(() => validate(initData, '1:other')).toThrow()
    const { user, query_id } = parse(initData)
    expect(user).toMatchObject({ id: anna.id, first_name: 'Anna', last_name: 'Petrova', language_code: 'ru' })
    expect(query_id).toMatch(/^AAH/)
    expect(facts.get('tgWebAppPlatform')).toBe('ios')
    expect(JSON.parse(facts.get('tgWebAppThemeParams') ?? '')).toMatchObject({ bg_color: '#ffffff' })
  })

  it('a launch by a direct link knows where it came from, and has no query', async () => {
    const { anna } = await openScene()
    const url = anna.openApp('match_42', { theme: 'dark', platform: 'android' })
    const { facts, initData } = launchOf(url)
    validate(initData, botToken)
    expect(parse(initData)).toMatchObject({ start_param: 'match_42', chat_type: 'sender' })
    expect(parse(initData).query_id).toBeUndefined()
    expect(new URL(url).searchParams.get('tgWebAppStartParam')).toBe('match_42')
    expect(facts.get('tgWebAppPlatform')).toBe('android')
  })

  it('a launch can be an old one', async () => {
    const { anna } = await openScene()
    const signedAt = new Date(Date.now() - 7_200_000)
    const { initData } = launchOf(anna.openApp(undefined, { signedAt }))
    expect(() => validate(initData, botToken, { expiresIn: 3_600 })).toThrow(/expired/i)
  })

  it('a launch from a button opens the page of the button', async () => {
    const { bot, anna } = await openScene()
    anna.send('hi')
    const button = { text: 'Chats', web_app: { url: 'https://kindred.example/app/chats' } }
    await bot.api.sendMessage(anna.id, 'Look', { reply_markup: { inline_keyboard: [[button]] } })
    expect(new URL(anna.openButton('Chats')).pathname).toBe('/app/chats')
  })
})
