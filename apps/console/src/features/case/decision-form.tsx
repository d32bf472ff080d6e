import { useEffect, useRef } from 'react'

import type { Measure, ModerationCase } from '@kindred/client'

import { useTexts } from '../../ground/texts.js'
import { problemText, slug } from '../../ground/words.js'
import { Button } from '../../kit/button.js'
import { useKeys } from '../../kit/use-keys.js'
import { type Draft, mayList, missingOf, needsRule } from './draft.js'
import { PhotoChoice } from './photo-choice.js'
import { RuleField } from './rule-field.js'

interface DecisionFormProps {
  readonly file: ModerationCase
  readonly draft: Draft
  readonly busy: boolean
  readonly disabled: boolean
  readonly error: unknown
  onChange(draft: Draft): void
  onDecide(measure: Measure): void
}

/** One key chooses the measure, the note says why, Ctrl and Enter decide. */
export function DecisionForm(props: DecisionFormProps) {
  const { file, draft, busy, disabled, error, onChange, onDecide } = props
  const { t } = useTexts()
  const note = useRef<HTMLTextAreaElement>(null)
  const missing = missingOf(draft)
  const set = (change: Partial<Draft>): void => onChange({ ...draft, ...change })
  const choose = (measure: Measure): void => {
    set({ measure })
    note.current?.focus()
  }
  const decide = (): void => {
    if (draft.measure !== undefined && missing === undefined && !busy && !disabled) onDecide(draft.measure)
  }
  useKeys(
    Object.fromEntries(file.measures.map((measure, place) => [String(place + 1), () => choose(measure)])),
  )
  useSubmitKeys(decide)
  return (
    <form
      className="decision"
      onSubmit={(event) => {
        event.preventDefault()
        decide()
      }}
    >
      <Measures measures={file.measures} chosen={draft.measure} disabled={disabled} onChoose={choose} />
      <Details file={file} draft={draft} set={set} />
      <label className="field">
        <span>{t('console-note')}</span>
        <textarea
          ref={note}
          className="input"
          rows={2}
          maxLength={1000}
          dir="auto"
          placeholder={t('console-note-hint')}
          value={draft.note}
          onChange={(event) => set({ note: event.target.value })}
        />
      </label>
      {error !== null && <Wrong error={error} />}
      <p className="muted" role="status">
        {!disabled && t(missing === undefined ? 'console-decide-ready' : `console-missing-${missing}`)}
      </p>
      <Button
        kind="main"
        type="submit"
        hotkey="Ctrl ⏎"
        aria-keyshortcuts="Control+Enter"
        busy={busy}
        disabled={disabled || missing !== undefined}
      >
        {t('console-decide')}
      </Button>
    </form>
  )
}

function Wrong({ error }: { readonly error: unknown }) {
  const { t } = useTexts()
  return (
    <p role="alert" className="wrong">
      {problemText(t, error)}
    </p>
  )
}

interface MeasuresProps {
  readonly measures: readonly Measure[]
  readonly chosen: Measure | undefined
  readonly disabled: boolean
  onChoose(measure: Measure): void
}

/** What may be decided, each with its key. */
function Measures({ measures, chosen, disabled, onChoose }: MeasuresProps) {
  const { t } = useTexts()
  return (
    <fieldset className="measures" disabled={disabled}>
      <legend>{t('console-measure')}</legend>
      {measures.map((measure, place) => (
        <button
          key={measure}
          type="button"
          className="measure"
          aria-pressed={chosen === measure}
          aria-keyshortcuts={String(place + 1)}
          onClick={() => onChoose(measure)}
        >
          <kbd aria-hidden="true">{place + 1}</kbd>
          <span>
            <b>{t(`console-measure-${slug(measure)}`)}</b>{' '}
            <span className="muted">{t(`console-measure-${slug(measure)}-text`)}</span>
          </span>
        </button>
      ))}
    </fieldset>
  )
}

interface DetailsProps {
  readonly file: ModerationCase
  readonly draft: Draft
  set(change: Partial<Draft>): void
}

/** What the chosen measure needs to know. */
function Details({ file, draft, set }: DetailsProps) {
  const { t } = useTexts()
  return (
    <>
      {needsRule(draft.measure) && <RuleField value={draft.rule} onChange={(rule) => set({ rule })} />}
      {draft.measure === 'SUSPEND' && <Days value={draft.days} onChange={(days) => set({ days })} />}
      {draft.measure === 'REMOVE_PHOTO' && (
        <PhotoChoice file={file} chosen={draft.photoIds} onChange={(photoIds) => set({ photoIds })} />
      )}
      {mayList(draft.measure) && (
        <label className="check">
          <input
            type="checkbox"
            checked={draft.listHash}
            onChange={() => set({ listHash: !draft.listHash })}
          />
          <span>{t('console-list-hash')}</span>
        </label>
      )}
    </>
  )
}

/** From anywhere on the page, the note above all; Escape leaves the note for the page's own keys. */
function useSubmitKeys(submit: () => void): void {
  const latest = useRef(submit)
  useEffect(() => {
    latest.current = submit
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) latest.current()
      if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function Days({ value, onChange }: { value: number; onChange: (days: number) => void }) {
  const { t } = useTexts()
  return (
    <label className="field">
      <span>{t('console-days')}</span>
      <select className="input" value={value} onChange={(event) => onChange(Number(event.target.value))}>
        {[1, 7, 30].map((days) => (
          <option key={days} value={days}>
            {t('console-days-count', { count: days })}
          </option>
        ))}
      </select>
    </label>
  )
}
