import type { Match } from '@kindred/client'

import { useMyProfile } from '../../ground/session/standing.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Avatar } from '../../kit/photo.js'
import { PersonMore } from '../block/index.js'
import { MatchDialog } from './match-dialog.js'

interface CelebrationProps {
  readonly match: Match
  onShown(matchIds: readonly string[]): void
  onClose(): void
}

export function Celebration({ match, onShown, onClose }: CelebrationProps) {
  const { t } = useI18n()
  const me = useMyProfile().data
  return (
    <MatchDialog
      id="match-title"
      title={t('match-title')}
      text={t('match-text', { name: match.name })}
      corner={
        <div className="match-more">
          <PersonMore userId={match.user_id} name={match.name} onBlocked={onClose} />
        </div>
      }
      faces={
        <>
          <Avatar photo={me?.photos[0]} name={me?.name ?? ''} size={128} />
          <Avatar photo={match.photo} name={match.name} size={128} />
        </>
      }
      onwards={{ label: t('match-write'), to: `/chats/${match.match_id}` }}
      onShown={() => onShown([match.match_id])}
      onClose={onClose}
    />
  )
}
