import { useI18n } from '../../app/i18n.js'
import { IconButton } from '../../kit/button.js'
import { type SwipeKind } from './gesture.js'

interface DeckActionsProps {
  readonly enabled: boolean
  readonly canUndo: boolean
  onSwipe(kind: SwipeKind): void
  onUndo(): void
}

/** The four things to do with a card. */
export function DeckActions({ enabled, canUndo, onSwipe, onUndo }: DeckActionsProps) {
  const { t } = useI18n()
  return (
    <div className="deck-actions">
      <IconButton className="act-small" icon="undo" label={t('deck-undo')} disabled={!canUndo} onClick={onUndo} />
      <IconButton
        className="act-pass"
        icon="close"
        label={t('deck-pass')}
        disabled={!enabled}
        onClick={() => onSwipe('PASS')}
      />
      <IconButton
        className="act-like"
        icon="heart"
        filled
        label={t('deck-like')}
        disabled={!enabled}
        onClick={() => onSwipe('LIKE')}
      />
      <IconButton
        className="act-small act-super"
        icon="star"
        filled
        label={t('deck-superlike')}
        disabled={!enabled}
        onClick={() => onSwipe('SUPERLIKE')}
      />
    </div>
  )
}
