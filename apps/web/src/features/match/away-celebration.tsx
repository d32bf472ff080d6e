import { useEffect } from 'react'
import { useLocation } from 'wouter'

import type { Conversation } from '@kindred/client'

import { haptic } from '../../ground/telegram/bridge.js'
import { useBackButton } from '../../ground/telegram/buttons.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Icon } from '../../kit/icon.js'
import { Avatar } from '../../kit/photo.js'
import { useModal } from '../../kit/use-modal.js'

import './match.css'

const maxShown = 4

/** Celebrates all matches that were made while the person was away at once. */
export function AwayCelebration({ met, onClose }: { met: readonly Conversation[]; onClose(): void }) {
  const { t } = useI18n()
  const [, navigate] = useLocation()
  const modal = useModal(onClose)
  useBackButton(onClose, true)
  useEffect(() => haptic.success(), [])
  const [first] = met
  const alone = met.length === 1 ? first : undefined
  const write = (): void => {
    onClose()
    navigate(alone === undefined ? '/chats' : `/chats/${alone.conversation_id}`)
  }
  return (
    <dialog {...modal} className="match" aria-labelledby="away-title">
      <div className="match-body">
        <div className="match-pair" aria-hidden="true">
          {met.slice(0, maxShown).map(({ conversation_id: id, participant }) => (
            <Avatar
              key={id}
              photo={participant?.photo}
              name={participant?.name ?? ''}
              size={met.length > 2 ? 92 : 128}
            />
          ))}
          <span className="match-heart">
            <Icon name="heart" size={30} filled />
          </span>
        </div>
        <h2 id="away-title" tabIndex={-1}>
          {t('away-title')}
        </h2>
        <p>
          {alone?.participant
            ? t('match-text', { name: alone.participant.name })
            : t('away-matches', { count: met.length })}
        </p>
        <Button wide onClick={write}>
          {t(alone === undefined ? 'away-see' : 'match-write')}
        </Button>
        <Button wide kind="plain" onClick={onClose}>
          {t('match-later')}
        </Button>
      </div>
    </dialog>
  )
}
