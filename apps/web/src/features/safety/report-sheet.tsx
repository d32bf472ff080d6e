import { type ReactNode, useState } from 'react'

import type { ReportReason } from '@kindred/client'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { List, Row } from '../../kit/card.js'
import { Sheet } from '../../kit/sheet.js'
import { reasonKey, reasons } from './reasons.js'
import { ReportForm } from './report-form.js'
import type { Reported } from './reported.js'

import './safety.css'

interface ReportSheetProps {
  readonly about: Reported
  onClose(): void
  onSent?: () => void
  /** What else may be done once the report is sent. */
  readonly children?: ReactNode
}

/** Asks why, then for words, and says that the report was taken. */
export function ReportSheet({ about, onClose, onSent, children }: ReportSheetProps) {
  const [reason, setReason] = useState<ReportReason>()
  const [isSent, setIsSent] = useState(false)
  const sent = (): void => {
    haptic.success()
    setIsSent(true)
    onSent?.()
  }
  if (isSent) return <Thanks onClose={onClose}>{children}</Thanks>
  if (reason === undefined) return <Reasons about={about} onChoose={setReason} onClose={onClose} />
  return <ReportForm about={about} reason={reason} onSent={sent} onClose={onClose} />
}

function useTitle({ name, context }: Reported): string {
  const { t } = useI18n()
  if (context.kind === 'PHOTO') return t('report-title-photo')
  if (context.kind === 'MESSAGE') return t('report-title-message')
  return name === '' ? t('report-title-nobody') : t('report-title', { name })
}

interface ReasonsProps {
  readonly about: Reported
  onChoose(reason: ReportReason): void
  onClose(): void
}

function Reasons({ about, onChoose, onClose }: ReasonsProps) {
  const { t } = useI18n()
  const { name } = about
  return (
    <Sheet title={useTitle(about)} onClose={onClose}>
      <p className="muted">{name === '' ? t('report-ask-nobody') : t('report-ask', { name })}</p>
      <List>
        {reasons.map((reason) => (
          <Row
            key={reason}
            title={t(reasonKey(reason))}
            note={t(`${reasonKey(reason)}-note`)}
            onPress={() => onChoose(reason)}
          />
        ))}
      </List>
    </Sheet>
  )
}

function Thanks({ onClose, children }: { onClose(): void; children: ReactNode }) {
  const { t } = useI18n()
  return (
    <Sheet title={t('report-sent-title')} onClose={onClose}>
      <p>{t('report-sent-text')}</p>
      <Button wide onClick={onClose}>
        {t('report-sent-done')}
      </Button>
      {children}
    </Sheet>
  )
}
