import { Icon } from '../../kit/icon.js'

/** What happens next, point by point. */
export const NextSteps = ({ title, lines }: { title: string; lines: readonly string[] }) => (
  <section className="next-steps">
    <h3>{title}</h3>
    <ul>
      {lines.map((line) => (
        <li key={line}>
          <Icon name="check" size={18} />
          <span>{line}</span>
        </li>
      ))}
    </ul>
  </section>
)
