import { Suspense, useState } from 'react'

import { later } from '../../ground/texts/later.js'
import { useAcknowledge, useDecisions } from './use-standing.js'

const DecisionSheet = later(() => import('./decision-sheet.js'), 'DecisionSheet', 'safety')

/** Tells of decisions that the person has not read yet, one after the other. */
export function StandingNotice() {
  const { data: decisions = [] } = useDecisions()
  const { mutate: acknowledge } = useAcknowledge()
  const [closed, setClosed] = useState<readonly string[]>([])
  const next = decisions.find(({ seen, decision_id: id }) => !seen && !closed.includes(id))
  if (next === undefined) return null
  const close = (): void => setClosed([...closed, next.decision_id])
  const understand = (): void => {
    acknowledge(next)
    close()
  }
  return (
    <Suspense>
      <DecisionSheet key={next.decision_id} decision={next} onUnderstood={understand} onClose={close} />
    </Suspense>
  )
}
