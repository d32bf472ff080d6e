import { useI18n } from '../../ground/texts/i18n.js'
import { IconButton } from '../../kit/button.js'
import { classes } from '../../kit/class-names.js'
import type { SwipeKind } from '../../stores/deck/deck-state.js'

interface DeckActionsProps {
  readonly enabled: boolean
  /** Undoes the last swipe; undefined while none can be undone. */
  readonly undo?: (() => void) | undefined
  /** Below somebody's details, without the undo button. */
  readonly inSheet?: boolean
  onSwipe(kind: SwipeKind): void
}

export function DeckActions({ enabled, undo, inSheet = false, onSwipe }: DeckActionsProps) {
  const { t } = useI18n()
  return (
    <div className={classes('deck-actions', inSheet && 'deck-actions-sheet')}>
      {!inSheet && (
        <IconButton
          className="act-small"
          icon="undo"
          label={t('deck-undo')}
          disabled={undo === undefined}
          onClick={undo}
        />
      )}
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
