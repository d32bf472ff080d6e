import { ProfileChanged } from '@kindred/contracts/profile'

import type { NotificationContext } from '../context.js'
import { hasUnknownBadges } from '../store/people.js'

type Context = Pick<NotificationContext, 'db' | 'profile' | 'serviceTokens'>

/** Lets profile tell once more of everybody, when people are known from a time at which badges were not kept here. */
export async function learnBadges({ db, profile, serviceTokens }: Context): Promise<void> {
  if (!(await hasUnknownBadges(db))) return
  await profile.replay({ types: [ProfileChanged.$type] }, { token: await serviceTokens.issue('profile') })
}
