import { TrustChanged } from '@kindred/contracts/safety'
import { consume } from '@kindred/events'

import type { ChatContext } from '../context.js'
import type { Db } from '../store/schema.js'
import { applyTrust } from '../writing/apply-trust.js'

export const trustChanged = consume(TrustChanged, (trx: Db, event, _: ChatContext) => applyTrust(trx, event))
