import { Icon } from '../../kit/icon.js'

/** What Kindred promises, point by point. */
export const Promises = ({ title, lines }: { title: string; lines: readonly string[] }) => (
  <section className="promises">
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
