import { useState } from 'react'
import { createPortal } from 'react-dom'

import { useI18n } from '../../ground/texts/i18n.js'
import { IconButton } from '../../kit/button.js'
import { ReportSheet } from './report-sheet.js'

interface ReportPhotoProps {
  readonly userId: string
  readonly name: string
  readonly photoId: string
  /** The photo's place among the person's, from 1. */
  readonly number: number
}

/** The flag on somebody's photo. */
export function ReportPhoto({ userId, name, photoId, number }: ReportPhotoProps) {
  const { t } = useI18n()
  const [isOpen, setIsOpen] = useState(false)
  const about = { userId, name, context: { kind: 'PHOTO', photo_id: photoId } } as const
  return (
    <>
      <IconButton
        className="photo-flag"
        icon="flag"
        label={t('report-photo', { number })}
        onClick={() => setIsOpen(true)}
      />
      {isOpen && createPortal(<ReportSheet about={about} onClose={() => setIsOpen(false)} />, document.body)}
    </>
  )
}
