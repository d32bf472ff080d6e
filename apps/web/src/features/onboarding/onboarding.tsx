import { lazy, useState } from 'react'

import { ages } from '@kindred/kernel/age'

import { useUserId } from '../../ground/session/session.js'
import { useMyProfile } from '../../ground/session/standing.js'
import type { Details } from '../form/index.js'
import { AboutStep } from './about-step.js'
import { resumeAt, type Step, steps } from './draft.js'
import { useDraft } from './use-draft.js'
import { Welcome } from './welcome.js'

import './onboarding.css'

const InterestsStep = lazy(async () => ({ default: (await import('./interests-step.js')).InterestsStep }))
const PhotosStep = lazy(async () => ({ default: (await import('./photos-step.js')).PhotosStep }))
const PlaceStep = lazy(async () => ({ default: (await import('./place-step.js')).PlaceStep }))
const WishesStep = lazy(async () => ({ default: (await import('./wishes-step.js')).WishesStep }))

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
