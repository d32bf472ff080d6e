import { type ReactNode, Suspense } from 'react'

import type { Candidate } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { later } from '../../ground/texts/later.js'
import { Sheet } from '../../kit/sheet.js'
import { PersonMore } from '../block/index.js'
import { PersonBones } from './person-bones.js'
import { usePerson } from './use-person.js'

const PersonView = later(() => import('./person-view.js'), 'PersonView', 'meet')

interface PersonSheetProps {
  readonly userId: string
  readonly candidate?: Candidate | undefined
  /** What to call the person until the profile is there. */
  readonly name?: string
  onClose(): void
  /** The person was blocked; the sheet is closed then. */
  readonly onBlocked?: () => void
  /** Buttons below the profile, unless it cannot be read. */
  readonly children?: ReactNode
}

/** A person's profile over the screen. */
export function PersonSheet({
  userId,
  candidate,
  name = '',
  onClose,
  onBlocked,
  children,
}: PersonSheetProps) {
  const { t } = useI18n()
  const { data, error } = usePerson(userId)
  const person = data ?? candidate
  const title = person === undefined ? name : t('app-name-age', { name: person.name, age: person.age ?? 0 })
  const blocked = (): void => {
    onClose()
    onBlocked?.()
  }
  const more = person && <PersonMore userId={userId} name={person.name} onBlocked={blocked} />
  return (
    <Sheet title={title} actions={more} onClose={onClose}>
      <Suspense fallback={<PersonBones />}>
        <PersonView userId={userId} candidate={candidate} />
      </Suspense>
      {(data !== undefined || error === null) && children}
    </Sheet>
  )
}
