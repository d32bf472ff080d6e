import type { Conversation } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { Avatar } from '../../kit/photo.js'
import { MatchDialog } from './match-dialog.js'

const maxShown = 4

interface AwayCelebrationProps {
  readonly met: readonly Conversation[]
  onShown(matchIds: readonly string[]): void
  onClose(): void
}

/** Celebrates all matches that were made while the person was away at once. */
export function AwayCelebration({ met, onShown, onClose }: AwayCelebrationProps) {
  const { t } = useI18n()
  const [first] = met
  const alone = met.length === 1 ? first : undefined
  const faces = met
    .slice(0, maxShown)
    .map(({ conversation_id: id, participant }) => (
      <Avatar
        key={id}
        photo={participant?.photo}
        name={participant?.name ?? ''}
        size={met.length > 2 ? 92 : 128}
      />
    ))
  return (
    <MatchDialog
      id="away-title"
      title={t('away-title')}
      text={
        alone?.participant
          ? t('match-text', { name: alone.participant.name })
          : t('away-matches', { count: met.length })
      }
      faces={faces}
      onwards={
        alone === undefined
          ? { label: t('away-see'), to: '/chats' }
          : { label: t('match-write'), to: `/chats/${alone.conversation_id}` }
      }
      onShown={() => onShown(met.map((each) => each.conversation_id))}
      onClose={onClose}
    />
  )
}
