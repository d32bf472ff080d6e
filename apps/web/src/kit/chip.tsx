import { type ReactNode, useRef } from 'react'

import { haptic } from '@kindred/miniapp/telegram/bridge'

import './chip.css'

interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
}

/** Chips of which one is chosen; arrows move as in any radio group. `onChange` gets undefined when the choice is taken back. */
export function ChoiceChips<Value extends string>({
  label,
  options,
  value,
  optional = false,
  onChange,
}: {
  label: string
  options: readonly Choice<Value>[]
  value: Value | undefined
  optional?: boolean
  onChange(value: Value | undefined): void
}) {
  const group = useRef<HTMLDivElement>(null)
  const choose = (next: Value | undefined): void => {
    haptic.select()
    onChange(next)
  }
  const move = (event: React.KeyboardEvent, index: number): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (index + step + options.length) % options.length
    choose(options[next]?.value)
    group.current?.querySelectorAll('button')[next]?.focus()
  }
  const focusable = options.findIndex((option) => option.value === value)
  return (
    <div ref={group} className="chips" role="radiogroup" aria-label={label}>
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          className="chip"
          aria-checked={option.value === value}
          tabIndex={index === Math.max(0, focusable) ? 0 : -1}
          onKeyDown={(event) => move(event, index)}
          onClick={() => choose(optional && option.value === value ? undefined : option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}

/** Chips of which several are chosen, at most `max`. */
export function ToggleChips<Value extends string>({
  options,
  values,
  max = Number.POSITIVE_INFINITY,
  onChange,
}: {
  options: readonly Choice<Value>[]
  values: readonly Value[]
  max?: number
  onChange(values: Value[]): void
}) {
  const toggle = (value: Value): void => {
    haptic.select()
    onChange(values.includes(value) ? values.filter((other) => other !== value) : [...values, value])
  }
  return (
    <div className="chips">
      {options.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          className="chip"
          aria-pressed={values.includes(value)}
          disabled={!values.includes(value) && values.length >= max}
          onClick={() => toggle(value)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

/** A fact about a person. */
export const Tag = ({ children }: { children: ReactNode }) => <span className="tag">{children}</span>
