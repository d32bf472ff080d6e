import { useState } from 'react'

import type { Profile } from '@kindred/client'

import { useWhere } from '../../ground/session/where.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { List, Row } from '../../kit/card.js'
import { Verified } from '../../kit/verified.js'
import { VerificationSheet } from './verification-sheet.js'

/** The way to the badge, or that the person has it. */
export function VerificationList({ profile }: { profile: Profile }) {
  const { t } = useI18n()
  const { where } = useWhere()
  const [isOpen, setIsOpen] = useState(false)
  const open = (): void => setIsOpen(true)
  if (profile.verified)
    return (
      <List>
        <Row lead={<Verified />} title={t('verify-done')} note={t('verify-done-note')} />
      </List>
    )
  if (where?.bot === undefined) return null
  return (
    <>
      <List>
        <Row icon="check" title={t('verify-action')} note={t('verify-action-note')} onPress={open} />
      </List>
      {isOpen && <VerificationSheet bot={where.bot} onClose={() => setIsOpen(false)} />}
    </>
  )
}
