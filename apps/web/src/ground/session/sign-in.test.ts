import { expect, it } from 'vitest'

import { KindredError } from '@kindred/client'

import { afterFailure } from './sign-in.js'

const refused = (status: number, code: string): KindredError =>
  new KindredError({ type: 'about:blank', title: '', status, detail: '', code })

it.each([
  ['INIT_DATA_EXPIRED', 'expired'],
  ['INIT_DATA_INVALID', 'expired'],
  ['SESSION_REVOKED', 'signed-out'],
  ['INVITATION_REQUIRED', 'uninvited'],
  ['NETWORK_FAILED', 'failed'],
])('a sign-in that failed with %1$s leaves the app %2$s', (code, status) => {
  expect(afterFailure(refused(401, code)).status).toBe(status)
})
