import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { invitationCodeOf } from '../domain/invitation.js'
import { telegramLogin } from '../domain/login.js'
import { toSignIn } from '../messages.js'
import { signIn } from '../writing/sign-in.js'

export const exchangeTelegramUser: Handler<AuthContext, AuthServiceService['exchangeTelegramUser']> = async (
  context,
  { telegramUserId, languageCode, startParam, username },
) => {
  const invitation = invitationCodeOf(startParam ?? '')
  const login = telegramLogin(telegramUserId)
  const signedIn = await signIn(context, { login, languageCode, username, invitation })
  return { ...toSignIn(signedIn), isStaff: signedIn.user.roles.length > 0 }
}
