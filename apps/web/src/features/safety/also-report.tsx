import { useState } from 'react'
import { createPortal } from 'react-dom'

import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Icon } from '../../kit/icon.js'
import { ReportSheet } from './report-sheet.js'
import type { Reported } from './reported.js'

/** Offers a report beside something else that is about to be done; what was offered stays open behind it. */
export function AlsoReport({ about }: { about: Reported }) {
  const { t } = useI18n()
  const [isOpen, setIsOpen] = useState(false)
  const [isSent, setIsSent] = useState(false)
  const sheet = <ReportSheet about={about} onSent={() => setIsSent(true)} onClose={() => setIsOpen(false)} />
  return (
    <>
      {isSent ? (
        <p className="report-done" role="status">
          <Icon name="check" size={18} /> {t('report-also-done')}
        </p>
      ) : (
        <Button wide kind="soft" icon="flag" onClick={() => setIsOpen(true)}>
          {t('report-also')}
        </Button>
      )}
      {isOpen && createPortal(sheet, document.body)}
    </>
  )
}
