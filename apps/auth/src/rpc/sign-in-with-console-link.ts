import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { readDeviceName } from '../domain/device-name.js'
import { toSignIn } from '../messages.js'
import { signInByConsoleLink } from '../writing/use-console-link.js'

export const signInWithConsoleLink: Handler<
  AuthContext,
  AuthServiceService['signInWithConsoleLink']
> = async (context, { code, deviceName }) =>
  toSignIn(await signInByConsoleLink(context, code, readDeviceName(deviceName)))
