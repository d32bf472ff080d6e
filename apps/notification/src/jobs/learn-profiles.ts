import { ProfileChanged } from '@kindred/contracts/profile'

import type { NotificationContext } from '../context.js'
import { hasHalfKnown } from '../store/people.js'

type Context = Pick<NotificationContext, 'db' | 'profile' | 'serviceTokens'>

/** Lets profile tell once more of everybody, when people are known from a time at which not all was kept of them. */
export async function learnProfiles({ db, profile, serviceTokens }: Context): Promise<void> {
  if (!(await hasHalfKnown(db))) return
  await profile.replay({ types: [ProfileChanged.$type] }, { token: await serviceTokens.issue('profile') })
}
