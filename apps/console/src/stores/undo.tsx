import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'

import { useClient } from '../ground/session.js'
import { useTexts } from '../ground/texts.js'
import { problemText } from '../ground/words.js'
import { Button } from '../kit/button.js'
import { useNow } from '../kit/times.js'
import { useToast } from '../kit/toast.js'
import { useKeys } from '../kit/use-keys.js'

/** A decision that can still be taken back. */
interface Decided {
  readonly caseId: string
  /** What was decided, in words. */
  readonly text: string
  /** The case is the moderator's again. */
  onUndone(): void
}

const Context = createContext<(decided: Decided) => void>(() => {})
/** The server gives 10 seconds; an answer takes its time to come. */
const undoMs = 9_500

/** Offers to take back the last decision, on whatever page, as long as the server does. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const [last, setLast] = useState<{ readonly decided: Decided; readonly until: number }>()
  const offer = useCallback((decided: Decided) => setLast({ decided, until: Date.now() + undoMs }), [])
  const clear = useCallback(() => setLast(undefined), [])
  return (
    <Context value={offer}>
      {children}
      {last && <UndoBar key={last.until} decided={last.decided} until={last.until} onOver={clear} />}
    </Context>
  )
}

function UndoBar({ decided, until, onOver }: { decided: Decided; until: number; onOver: () => void }) {
  const { t } = useTexts()
  const client = useClient()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const now = useNow(250)
  const left = Math.max(0, Math.ceil((until - now) / 1000))
  useEffect(() => {
    if (left === 0 && !busy) onOver()
  }, [left, busy, onOver])
  const undo = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    try {
      await client.safety.undoDecision({ case_id: decided.caseId })
      decided.onUndone()
    } catch (error) {
      toast(problemText(t, error))
    }
    onOver()
  }
  useKeys({ u: () => void undo() })
  return (
    <div className="undo">
      <span role="status">{decided.text}</span>
      <Button hotkey="u" busy={busy} onClick={() => void undo()}>
        {t('console-undo', { seconds: left })}
      </Button>
    </div>
  )
}

/** Offers to take back what was just decided. */
export const useUndoOffer = (): ((decided: Decided) => void) => use(Context)
