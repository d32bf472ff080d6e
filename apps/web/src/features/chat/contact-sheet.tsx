import type { Contact } from '@kindred/client'

import { openLink } from '../../ground/telegram/open-link.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Sheet } from '../../kit/sheet.js'
import { ErrorState, Loading, Skeleton } from '../../kit/states.js'
import { useContact, useOffer } from './use-contact.js'

interface ContactSheetProps {
  /** The conversation. */
  readonly id: string
  readonly name: string
  onClose(): void
}

/** Offers the Telegram contact to a match, answers an offer, and shows the link once both agree. */
export function ContactSheet({ id, name, onClose }: ContactSheetProps) {
  const { t } = useI18n()
  const { data, error, refetch } = useContact(id)
  return (
    <Sheet title={t('contact-title')} onClose={onClose}>
      {data !== undefined ? (
        data.shared ? (
          <Shared contact={data} name={name} />
        ) : (
          <Offer id={id} contact={data} name={name} />
        )
      ) : error === null ? (
        <Loading>
          <Skeleton height={64} />
        </Loading>
      ) : (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
    </Sheet>
  )
}

interface PartProps {
  readonly contact: Contact
  readonly name: string
}

function Shared({ contact: { link }, name }: PartProps) {
  const { t } = useI18n()
  if (link === undefined) return <p role="status">{t('contact-no-link', { name })}</p>
  return (
    <>
      <p role="status">{t('contact-is', { name, link })}</p>
      <Button wide onClick={() => openLink(new URL(link))}>
        {t('contact-open', { name })}
      </Button>
    </>
  )
}

function Offer({ id, contact, name }: PartProps & { readonly id: string }) {
  const { t } = useI18n()
  const offer = useOffer(id)
  const { offered, participant_offers: theyOffer, own_link: link } = contact
  const words = offered ? 'contact-waits' : theyOffer ? 'contact-they-offer' : 'contact-text'
  const label = offered ? 'contact-withdraw' : theyOffer ? 'contact-accept' : 'contact-offer'
  return (
    <>
      <p role="status">{t(words, { name })}</p>
      <p className="muted small">
        {link === undefined ? t('contact-none-of-yours') : t('contact-yours', { link })}
      </p>
      <Button
        wide
        {...(offered ? { kind: 'soft' } : {})}
        busy={offer.isPending}
        onClick={() => offer.mutate(!offered)}
      >
        {t(label)}
      </Button>
    </>
  )
}
