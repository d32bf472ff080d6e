import type { ReactNode } from 'react'

import type { MainAction } from '../../ground/telegram/buttons.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { MainActionBar } from '../../kit/main-action.js'
import { Screen } from '../../kit/screen.js'
import { type Step, steps } from './draft.js'

interface StepScreenProps {
  readonly step: Step
  readonly title: string
  readonly text: string
  /** Absent while something else in the step comes first. */
  readonly action: MainAction | undefined
  readonly onBack: (() => void) | undefined
  readonly children: ReactNode
}

export function StepScreen({ step, title, text, action, onBack, children }: StepScreenProps) {
  const { t } = useI18n()
  const number = steps.indexOf(step) + 1
  return (
    <Screen title={title} onBack={onBack}>
      <div className="steps">
        <span className="hidden">{t('onboarding-step', { number, count: steps.length })}</span>
        {steps.map((name, index) => (
          <span key={name} className={index < number ? 'steps-done' : undefined} />
        ))}
      </div>
      <p className="muted">{text}</p>
      {children}
      {action && <MainActionBar {...action} />}
    </Screen>
  )
}
