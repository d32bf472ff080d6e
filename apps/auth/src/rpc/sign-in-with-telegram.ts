import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { readDeviceName } from '../domain/device-name.js'
import { verifyInitData } from '../domain/init-data.js'
import { invitationCodeOf } from '../domain/invitation.js'
import { telegramLogin } from '../domain/login.js'
import { initDataLifeMs } from '../domain/session-rules.js'
import { toSignIn } from '../messages.js'
import { signIn } from '../writing/sign-in.js'

export const signInWithTelegram: Handler<AuthContext, AuthServiceService['signInWithTelegram']> = async (
  context,
  { initData, deviceName },
) => {
  const { telegram } = context.logins
  const { telegramId, languageCode, username, authDate, startParam, digest } = verifyInitData(
    initData,
    telegram,
    context.clock.now(),
  )
  const proof = { digest, expiresAt: new Date(authDate.getTime() + initDataLifeMs) }
  const device = { name: readDeviceName(deviceName), proof }
  const login = telegramLogin(telegramId)
  const invitation = invitationCodeOf(startParam)
  return toSignIn(await signIn(context, { login, languageCode, username, invitation, device }))
}
