import { useMyProfile } from '../../ground/session/standing.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { usePause } from '../pause/index.js'

/** Says on the deck that nobody new sees this person, and ends that in one tap. */
export function PausedNote() {
  const { t } = useI18n()
  const pause = usePause()
  if (useMyProfile().data?.paused !== true) return null
  return (
    <p className="deck-widened deck-paused" role="status">
      {t('deck-paused')}{' '}
      <button
        type="button"
        className="deck-unpause"
        disabled={pause.isPending}
        onClick={() => pause.mutate(false)}
      >
        {t('deck-unpause')}
      </button>
    </p>
  )
}
