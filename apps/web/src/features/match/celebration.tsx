import { useEffect } from 'react'
import { useLocation } from 'wouter'

import type { Match } from '@kindred/client'

import { useMyProfile } from '../../ground/session/standing.js'
import { haptic } from '../../ground/telegram/bridge.js'
import { useBackButton } from '../../ground/telegram/buttons.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Icon } from '../../kit/icon.js'
import { Avatar } from '../../kit/photo.js'
import { useModal } from '../../kit/use-modal.js'
import { PersonMore } from '../block/index.js'

import './match.css'

export function Celebration({ match, onClose }: { match: Match; onClose(): void }) {
  const { t } = useI18n()
  const me = useMyProfile().data
  const [, navigate] = useLocation()
  useBackButton(onClose, true)
  const modal = useModal(onClose)
  useEffect(() => haptic.success(), [])
  const write = (): void => {
    onClose()
    navigate(`/chats/${match.match_id}`)
  }
  return (
    <dialog {...modal} className="match" aria-labelledby="match-title">
      <div className="match-more">
        <PersonMore userId={match.user_id} name={match.name} onBlocked={onClose} />
      </div>
      <div className="match-body">
        <div className="match-pair" aria-hidden="true">
          <Avatar photo={me?.photos[0]} name={me?.name ?? ''} size={128} />
          <Avatar photo={match.photo} name={match.name} size={128} />
          <span className="match-heart">
            <Icon name="heart" size={30} filled />
          </span>
        </div>
        <h2 id="match-title" tabIndex={-1}>
          {t('match-title')}
        </h2>
        <p>{t('match-text', { name: match.name })}</p>
        <Button wide onClick={write}>
          {t('match-write')}
        </Button>
        <Button wide kind="plain" onClick={onClose}>
          {t('match-later')}
        </Button>
      </div>
    </dialog>
  )
}
