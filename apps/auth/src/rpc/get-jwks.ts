import { type GetJwksRequest, type GetJwksResponse } from '@kindred/contracts/auth'

import { type AuthContext } from '../context.js'
import { toJwk } from '../messages.js'

export async function getJwks({ keyring }: AuthContext, _request: GetJwksRequest): Promise<GetJwksResponse> {
  return { keys: keyring.published().map(toJwk) }
}
