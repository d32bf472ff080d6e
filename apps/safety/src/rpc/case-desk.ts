import type { CaseDeskServiceService } from '@kindred/contracts/safety'
import type { Handlers } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { claimCasePosts } from './claim-case-posts.js'
import { finishCasePost } from './finish-case-post.js'
import { takeCase } from './take-case.js'

export const caseDeskHandlers: Handlers<SafetyContext, typeof CaseDeskServiceService> = {
  claimCasePosts,
  finishCasePost,
  takeCase,
}
