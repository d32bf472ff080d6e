import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'

import { classes } from './class-names.js'

import './field.css'

interface FieldFrame {
  readonly label: string
  readonly hint?: ReactNode
  /** The error, shown below and tied to the input. */
  readonly error?: string | undefined
}

interface Wiring {
  readonly id: string
  readonly 'aria-invalid': true | undefined
  readonly 'aria-describedby': string | undefined
}

function Framed({ label, hint, error, children }: FieldFrame & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const note = error !== undefined || hint !== undefined ? `${id}-note` : undefined
  return (
    <div className={classes('field', error !== undefined && 'field-wrong')}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': error === undefined ? undefined : true, 'aria-describedby': note })}
      <FieldNote id={note} hint={hint} error={error} />
    </div>
  )
}

/** The hint or the error under a field. */
export function FieldNote({
  id,
  hint,
  error,
}: {
  id: string | undefined
  hint?: ReactNode
  error?: string | undefined
}) {
  if (error === undefined && hint === undefined) return null
  return (
    <p
      id={id}
      className={error === undefined ? 'hint' : 'error'}
      role={error === undefined ? undefined : 'alert'}
    >
      {error ?? hint}
    </p>
  )
}

/** A labelled line of text. */
export function TextField({
  label,
  hint,
  error,
  ...rest
}: FieldFrame & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Framed label={label} hint={hint} error={error}>
      {(wiring) => <input className="input" dir="auto" {...rest} {...wiring} />}
    </Framed>
  )
}

/** A labelled text of several lines that grows with its content. */
export function TextArea({
  label,
  hint,
  error,
  ...rest
}: FieldFrame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Framed label={label} hint={hint} error={error}>
      {(wiring) => <textarea className="input" dir="auto" rows={4} {...rest} {...wiring} />}
    </Framed>
  )
}

interface Option {
  readonly value: string
  readonly label: string
}

/** A labelled choice of one from a list; `placeholder` stands for no choice. */
export function SelectField({
  label,
  hint,
  error,
  options,
  placeholder,
  ...rest
}: FieldFrame &
  SelectHTMLAttributes<HTMLSelectElement> & { options: readonly Option[]; placeholder?: string }) {
  return (
    <Framed label={label} hint={hint} error={error}>
      {(wiring) => (
        <select
          className={classes('input', 'select', rest.value === '' && 'select-empty')}
          {...rest}
          {...wiring}
        >
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Framed>
  )
}

/** A group of inputs under one label. */
export function FieldGroup({ label, hint, error, children }: FieldFrame & { children: ReactNode }) {
  const id = useId()
  return (
    <fieldset
      className={classes('field', error !== undefined && 'field-wrong')}
      aria-describedby={`${id}-note`}
    >
      <legend>{label}</legend>
      {children}
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </fieldset>
  )
}
