import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { StandingDecision } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Sheet } from '../../kit/sheet.js'
import { AppealForm } from './appeal-form.js'
import { AppealWords } from './appeal-words.js'
import { DecisionWords, useDecisionTitle } from './decision-words.js'

interface DecisionSheetProps {
  readonly decision: StandingDecision
  /** Absent for a decision that was read before. */
  readonly onUnderstood?: () => void
  onClose(): void
}

/** One decision about the person, with the way to appeal. */
export function DecisionSheet({ decision, onUnderstood, onClose }: DecisionSheetProps) {
  const { t } = useI18n()
  const [isAppealing, setIsAppealing] = useState(false)
  const title = useDecisionTitle(decision)
  const done = onUnderstood ?? onClose
  if (isAppealing) return <AppealSheet decision={decision} onDone={done} onClose={onClose} />
  return (
    <Sheet title={title} onClose={onClose}>
      <DecisionWords decision={decision} />
      <p className="muted">{t('decision-look')}</p>
      <AppealWords appeal={decision.appeal} />
      {onUnderstood && (
        <Button wide onClick={onUnderstood}>
          {t('decision-understood')}
        </Button>
      )}
      {decision.appeal === 'POSSIBLE' && (
        <Button wide kind="soft" onClick={() => setIsAppealing(true)}>
          {t('appeal-action')}
        </Button>
      )}
    </Sheet>
  )
}

interface AppealSheetProps {
  readonly decision: StandingDecision
  onDone(): void
  onClose(): void
}

function AppealSheet({ decision, onDone, onClose }: AppealSheetProps) {
  const { t } = useI18n()
  const client = useClient()
  const queries = useQueryClient()
  const [isSent, setIsSent] = useState(false)
  const { decision_id } = decision
  const sent = (): void => {
    setIsSent(true)
    void queries.invalidateQueries({ queryKey: keys.standing })
  }
  return (
    <Sheet title={t('appeal-title')} onClose={isSent ? onDone : onClose}>
      {isSent ? (
        <>
          <p role="status">{t('appeal-sent')}</p>
          <Button wide onClick={onDone}>
            {t('report-sent-done')}
          </Button>
        </>
      ) : (
        <AppealForm send={(text) => client.safety.appealDecision({ decision_id, text })} onSent={sent} />
      )}
    </Sheet>
  )
}
