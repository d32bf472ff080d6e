import { type GetTimeResponse } from '@kindred/contracts/auth'

import { type AuthContext } from '../context.js'

export const getTime = async ({ clock }: AuthContext): Promise<GetTimeResponse> => ({ now: clock.now() })
