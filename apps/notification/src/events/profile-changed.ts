import { ProfileChanged } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'

import type { NotificationContext } from '../context.js'
import type { Trx } from '../store/schema.js'
import { applyProfile } from '../writing/apply-profile.js'

export const profileChanged = consume(
  ProfileChanged,
  (
    trx: Trx,
    { userId, version, name, birthDate, privacy, verified, timeZone, createdAt },
    { clock }: NotificationContext,
  ) =>
    applyProfile(
      trx,
      {
        user_id: userId,
        version,
        name,
        birth_date: privacy?.hideAge === true ? null : birthDate,
        is_verified: verified,
        time_zone: timeZone,
      },
      { createdAt, now: clock.now() },
    ),
)
