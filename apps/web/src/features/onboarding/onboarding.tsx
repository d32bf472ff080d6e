import { useState } from 'react'

import { useMyProfile } from '../../app/standing.js'
import { useUserId } from '../../app/session.js'
import { ages } from '../filters/wishes.js'
import type { Details } from '../form/details.js'
import { AboutStep } from './about-step.js'
import { resumeAt, type Step, steps } from './draft.js'
import { InterestsStep } from './interests-step.js'
import { PhotosStep } from './photos-step.js'
import { PlaceStep } from './place-step.js'
import { useDraft } from './use-draft.js'
import { Welcome } from './welcome.js'
import { WishesStep } from './wishes-step.js'

import './onboarding.css'

/** The welcome and the five steps before the rooms open. */
export function Onboarding() {
  const userId = useUserId()
  const profile = useMyProfile().data ?? null
  const [draft, change] = useDraft(userId, profile)
  const [at, setAt] = useState(() => resumeAt(draft, profile))
  const index = steps.indexOf(at as Step)
  const open = (step: Step | undefined): void => {
    setAt(step ?? 'welcome')
    if (step !== undefined) change({ adult: true, reached: step })
  }
  const move = { onNext: () => open(steps[index + 1]), onBack: () => open(steps[index - 1]) }
  const inputs = {
    draft: draft.details,
    profile,
    onDraft: (part: Partial<Details>) => change({ details: { ...draft.details, ...part } }),
  }
  switch (at) {
    case 'welcome':
      return <Welcome onAdult={() => open('about')} />
    case 'about':
      return <AboutStep {...inputs} {...move} />
    case 'interests':
      return <InterestsStep {...inputs} {...move} />
    case 'photos':
      return <PhotosStep {...move} />
    case 'place':
      return <PlaceStep {...move} />
    case 'wishes':
      return <WishesStep age={profile?.age ?? ages.min} userId={userId} onBack={move.onBack} />
  }
}
