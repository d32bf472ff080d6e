import { useId } from 'react'

import './range.css'

interface Bounds {
  readonly min: number
  readonly max: number
  readonly step?: number
}

const share = (value: number, { min, max }: Bounds): string => `${((value - min) / (max - min)) * 100}%`

/** One value on a line; `text` says it in words. */
export function Slider(
  props: Bounds & { label: string; text: string; value: number; onChange(value: number): void },
) {
  const id = useId()
  return (
    <div className="field">
      <div className="range-head">
        <label htmlFor={id}>{props.label}</label>
        <output htmlFor={id}>{props.text}</output>
      </div>
      <div
        className="range"
        style={{ '--from': '0%', '--to': share(props.value, props) } as React.CSSProperties}
      >
        <input
          id={id}
          type="range"
          min={props.min}
          max={props.max}
          step={props.step ?? 1}
          value={props.value}
          aria-valuetext={props.text}
          onChange={(event) => props.onChange(Number(event.target.value))}
        />
      </div>
    </div>
  )
}

interface SpanProps extends Bounds {
  readonly label: string
  readonly text: string
  readonly fromLabel: string
  readonly toLabel: string
  readonly from: number
  readonly to: number
  onChange(from: number, to: number): void
}

/** Two values on a line that cannot pass each other. */
export function SpanSlider(props: SpanProps) {
  const { from, to, min, max } = props
  const style = { '--from': share(from, props), '--to': share(to, props) } as React.CSSProperties
  return (
    <div className="field" role="group" aria-label={props.label}>
      <div className="range-head">
        <span className="range-label">{props.label}</span>
        <output>{props.text}</output>
      </div>
      <div className="range range-two" style={style}>
        <input
          type="range"
          min={min}
          max={max}
          value={from}
          aria-label={props.fromLabel}
          onChange={(event) => props.onChange(Math.min(Number(event.target.value), to), to)}
        />
        <input
          type="range"
          min={min}
          max={max}
          value={to}
          aria-label={props.toLabel}
          onChange={(event) => props.onChange(from, Math.max(Number(event.target.value), from))}
        />
      </div>
    </div>
  )
}
