import type { Contact } from '@kindred/client'
import type { Key } from '@kindred/locales'

import { useI18n } from '../../ground/texts/i18n.js'
import { Row } from '../../kit/card.js'
import { useContact } from './use-contact.js'

interface MatchRowsProps {
  /** The conversation. */
  readonly id: string
  readonly name: string
  onOpen(what: 'contact' | 'farewell'): void
}

/** What can be done with a match beside writing: share the contact, or say goodbye. */
export function MatchRows({ id, name, onOpen }: MatchRowsProps) {
  const { t } = useI18n()
  const { data } = useContact(id)
  return (
    <>
      <Row
        icon="person"
        title={t(data?.shared === true ? 'contact-show' : 'contact-action')}
        note={t(noteOf(data), { name })}
        onPress={() => onOpen('contact')}
      />
      <Row
        icon="door"
        title={t('farewell-action')}
        note={t('farewell-note')}
        onPress={() => onOpen('farewell')}
      />
    </>
  )
}

function noteOf(contact: Contact | undefined) {
  if (contact?.shared === true) return 'contact-note-shared'
  if (contact?.offered === true) return 'contact-note-offered'
  return (contact?.participant_offers === true ? 'contact-note-theirs' : 'contact-note') satisfies Key
}
