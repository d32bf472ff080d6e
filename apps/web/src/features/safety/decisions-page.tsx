import { useState } from 'react'

import type { StandingDecision } from '@kindred/client'

import { useBack } from '../../ground/browser/navigation.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { LoadingRows } from '../../kit/bones.js'
import { List, Row } from '../../kit/card.js'
import { Icon } from '../../kit/icon.js'
import { Screen } from '../../kit/screen.js'
import { EmptyState, ErrorState } from '../../kit/states.js'
import { AppealWords } from './appeal-words.js'
import { DecisionSheet } from './decision-sheet.js'
import { useDecisionTitle } from './decision-words.js'
import { useDecisions } from './use-standing.js'

/** All that was decided about the person, with the state of each appeal. */
export function DecisionsPage() {
  const { t } = useI18n()
  const { data: decisions, isError, error, refetch } = useDecisions()
  const [openId, setOpenId] = useState<string>()
  const open = decisions?.find(({ decision_id: id }) => id === openId)
  return (
    <Screen title={t('decisions-title')} onBack={useBack('/settings')}>
      {decisions === undefined ? (
        isError ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <LoadingRows count={2} />
        )
      ) : decisions.length === 0 ? (
        <EmptyState icon="heart" title={t('decisions-empty-title')} text={t('decisions-empty-text')} />
      ) : (
        <>
          <p className="muted">{t('decisions-text')}</p>
          <List label={t('decisions-title')}>
            {decisions.map((decision) => (
              <Decision
                key={decision.decision_id}
                decision={decision}
                onOpen={() => setOpenId(decision.decision_id)}
              />
            ))}
          </List>
        </>
      )}
      {open && <DecisionSheet decision={open} onClose={() => setOpenId(undefined)} />}
    </Screen>
  )
}

function Decision({ decision, onOpen }: { decision: StandingDecision; onOpen(): void }) {
  return (
    <Row
      icon="info"
      title={useDecisionTitle(decision)}
      note={<AppealWords appeal={decision.appeal} />}
      end={<Icon name="next" size={18} />}
      onPress={onOpen}
    />
  )
}
