import { expect, it, vi } from 'vitest'

import { botSecret, claimsOf, codeOf, openAuth } from './world.js'

it('lets no Telegram id, name, token or initData out: not in answers, tokens, logs, metrics or problems', async () => {
  const lines: string[] = []
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((line) => (lines.push(String(line)), true))
  const world = await openAuth({ logLevel: 'debug', production: true })
  const telegramId = 770_055_331
  const initData = world.launch(telegramId)
  const shown: unknown[] = []
  const show = async (answer: Promise<unknown>): Promise<void> => {
    shown.push(await answer.catch((error: unknown) => [error, String(error)]))
  }
  try {
    const signedIn = await world.auth.signInWithTelegram({ initData, deviceName: '' })
    const token = signedIn.accessToken
    shown.push(signedIn.user, claimsOf(token))
    await show(world.auth.signInWithTelegram({ initData: initData.replace('Alice', 'Bob'), deviceName: '' }))
    await show(world.auth.signInWithTelegram({ initData: `${initData}&user=1`, deviceName: '' }))
    await show(world.auth.listSessions({ pageSize: 0, pageToken: '' }, { token }))
    await show(world.auth.verifyToken({}, { token }))
    const byBot = { telegramUserId: telegramId, languageCode: 'en' }
    const exchanged = await world.auth.exchangeTelegramUser(byBot, { token: botSecret })
    shown.push(exchanged.user, claimsOf(exchanged.accessToken))
    await show(world.auth.exchangeTelegramUser(byBot, { token }))
    await show(world.auth.exchangeTelegramUser({ ...byBot, languageCode: '?' }, { token: botSecret }))
    await show(
      world.auth.exchangeTelegramUser({ ...byBot, telegramUserId: -telegramId }, { token: botSecret }),
    )
    const { refreshToken } = signedIn
    const pair = await world.auth.refreshSession(await world.auth.refreshSession({ refreshToken }))
    expect(await codeOf(world.auth.refreshSession({ refreshToken }))).toBe('REFRESH_TOKEN_REUSED')
    await show(world.auth.verifyToken({}, { token }))
    const metrics = await (await fetch(`http://127.0.0.1:${world.opsPort}/metrics`)).text()
    expect(metrics).toContain('kindred_sign_ins_total{result="new_user"')
    await world.stop()
    const log = lines.join('')
    expect(log).toContain('a refresh token was used again')
    expect(log).toContain('SignInWithTelegram')
    expect(log).toContain('ExchangeTelegramUser')
    const everything = [log, metrics, JSON.stringify(shown)].join('\n')
    const secrets = [
      telegramId,
      'alice_secret',
      token,
      refreshToken,
      pair.refreshToken,
      botSecret,
      'auth_date',
      'hash=',
    ]
    for (const secret of secrets) expect(everything).not.toContain(String(secret))
  } finally {
    spy.mockRestore()
  }
})
