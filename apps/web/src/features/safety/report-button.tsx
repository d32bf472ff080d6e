import { useState } from 'react'

import { useI18n } from '../../ground/texts/i18n.js'
import { Button, IconButton } from '../../kit/button.js'
import { ReportSheet } from './report-sheet.js'
import type { Reported } from './reported.js'

/** A button that opens the report, as a flag where there is little room. */
export function ReportButton({ about, small = false }: { about: Reported; small?: boolean }) {
  const { t } = useI18n()
  const [isOpen, setIsOpen] = useState(false)
  const { name } = about
  const open = (): void => setIsOpen(true)
  return (
    <>
      {small ? (
        <IconButton icon="flag" label={t('report-title', { name })} onClick={open} />
      ) : (
        <Button kind="soft" icon="flag" onClick={open}>
          {t('report-action')}
        </Button>
      )}
      {isOpen && <ReportSheet about={about} onClose={() => setIsOpen(false)} />}
    </>
  )
}
