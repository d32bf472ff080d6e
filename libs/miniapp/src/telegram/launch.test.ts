import { describe, expect, it } from 'vitest'

import { deviceName, readLaunch } from './launch.js'

const user = { id: 42, first_name: 'Анна', language_code: 'ru', photo_url: 'https://t.me/i/u.jpg' }
const initData = new URLSearchParams({
  user: JSON.stringify(user),
  auth_date: '1',
  start_param: 'chats',
  hash: 'ab',
})
const hashOf = (fields: Record<string, string>): string => `#${new URLSearchParams(fields)}`

describe('readLaunch', () => {
  it('readLaunch keeps initData to the letter and reads who opened the app', () => {
    const launch = readLaunch(
      hashOf({ tgWebAppData: String(initData), tgWebAppVersion: '8.0', tgWebAppPlatform: 'ios' }),
    )
    expect(launch.initData).toBe(String(initData))
    expect(launch.user).toEqual({
      id: 42,
      firstName: 'Анна',
      languageCode: 'ru',
      photoUrl: 'https://t.me/i/u.jpg',
      allowsWriting: false,
    })
    expect(launch).toMatchObject({ version: '8.0', platform: 'ios', startParam: 'chats' })
  })

  it('readLaunch prefers the start parameter of the link to the one of initData', () => {
    const hash = hashOf({ tgWebAppData: String(initData), tgWebAppStartParam: 'likes' })
    expect(readLaunch(hash).startParam).toBe('likes')
  })

  it('readLaunch takes only plain colours from the theme', () => {
    const theme = JSON.stringify({ bg_color: '#FFffff', text_color: 'url(x)', hint_color: 7 })
    expect(readLaunch(hashOf({ tgWebAppThemeParams: theme })).theme).toEqual({ bg_color: '#FFffff' })
  })

  it.each(['', '#', '#section', '#tgWebAppThemeParams={', '#tgWebAppData=user%3D%257B'])(
    'readLaunch is outside Telegram or without a person, and never fails, for %j',
    (hash) => {
      const launch = readLaunch(hash)
      expect(launch.user).toBeUndefined()
      expect(launch.theme).toEqual({})
    },
  )
})

describe('deviceName', () => {
  it('deviceName names what people know and nothing else', () => {
    expect(deviceName('ios')).toBe('iPhone')
    expect(deviceName('<script>')).toBe('')
  })
})
