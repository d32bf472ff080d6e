import type { CaseEvidence, CaseReport, EvidenceMessage, ModerationCase } from '@kindred/client'

import { useTexts } from '../../ground/texts.js'
import { slug } from '../../ground/words.js'
import { Words } from '../../kit/people-words.js'
import { Ago, Moment } from '../../kit/times.js'
import { Finding } from './finding.js'
import { OneDecision } from './one-decision.js'
import { Photos } from './photos.js'
import { VideoCheck } from './video-check.js'

/** What a case is decided by: the words of those who reported, and what the server took when they did. */
export function Evidence({ file }: { file: ModerationCase }) {
  const { t } = useTexts()
  const { reports, evidence, photo, appeal, summary } = file
  const isVideo = summary?.kind === 'VERIFICATION'
  const numbers = [...new Set([...reports, ...evidence].map(({ reporter }) => reporter))].sort(
    (a, b) => a - b,
  )
  return (
    <div className="evidence">
      {appeal && (
        <section className="panel" aria-labelledby="appeal">
          <h2 id="appeal">{t('console-appeal')}</h2>
          <Words>{appeal.text}</Words>
          <p className="muted">
            <Ago at={appeal.made_at} />
          </p>
          {appeal.decision && (
            <>
              <h3>{t('console-appealed')}</h3>
              <OneDecision decision={appeal.decision} />
            </>
          )}
        </section>
      )}
      {photo && <Finding finding={photo} />}
      {isVideo && <VideoCheck file={file} />}
      {numbers.map((number) => (
        <Reporter
          key={number}
          number={number}
          reports={reports.filter(({ reporter }) => reporter === number)}
          evidence={evidence.filter(({ reporter }) => reporter === number)}
        />
      ))}
      {numbers.length === 0 && !photo && !appeal && !isVideo && (
        <p className="panel muted">{t('console-evidence-none')}</p>
      )}
    </div>
  )
}

interface ReporterProps {
  readonly number: number
  readonly reports: readonly CaseReport[]
  readonly evidence: readonly CaseEvidence[]
}

function Reporter({ number, reports, evidence }: ReporterProps) {
  const { t } = useTexts()
  const id = `reporter-${number}`
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{t('console-reporter', { number })}</h2>
      {reports.map((report) => (
        <div key={report.created_at} className="report">
          <div className="row">
            <span className="badge badge-warn">{t(`console-rule-${slug(report.reason)}`)}</span>
            <span className="muted">{t(`console-context-${slug(report.context)}`)}</span>
            <span className="muted">
              <Ago at={report.created_at} />
            </span>
            {report.weight < 1 && (
              <span className="muted">
                {t('console-weight', { percent: Math.round(report.weight * 100) })}
              </span>
            )}
          </div>
          {report.details !== '' && <Words>{report.details}</Words>}
        </div>
      ))}
      {evidence.length === 0 && <p className="muted">{t('console-evidence-pending')}</p>}
      {evidence.map((taken) => (
        <Taken key={taken.taken_at} taken={taken} />
      ))}
    </section>
  )
}

function Taken({ taken }: { taken: CaseEvidence }) {
  const { t, label } = useTexts()
  const { profile, photos, messages } = taken
  return (
    <div className="taken">
      <p className="muted">
        {t('console-taken')} <Moment at={taken.taken_at} />
      </p>
      {profile === undefined ? (
        <p className="muted">{t('console-profile-gone')}</p>
      ) : (
        <>
          <h3>
            <bdi>{profile.name}</bdi>
            {profile.birth_date !== '' && `, ${profile.birth_date}`}
            {profile.city !== '' && (
              <>
                {', '}
                <bdi>{profile.city}</bdi>
              </>
            )}
          </h3>
          {profile.bio !== '' && <Words>{profile.bio}</Words>}
          {profile.interests.length > 0 && (
            <p className="muted">
              {profile.interests.map((interest) => label('interest', interest)).join(', ')}
            </p>
          )}
        </>
      )}
      {photos.length > 0 && <Photos photos={photos} />}
      {messages.length > 0 && <Messages messages={messages} />}
    </div>
  )
}

function Messages({ messages }: { messages: readonly EvidenceMessage[] }) {
  const { t } = useTexts()
  return (
    <ol className="messages" aria-label={t('console-messages')}>
      {messages.map((message, place) => (
        <li
          key={place}
          className={`message ${message.from_subject ? 'message-subject' : ''} ${message.reported ? 'message-reported' : ''}`}
        >
          <span className="message-by">
            {t(message.from_subject ? 'console-by-subject' : 'console-by-reporter')}
            {message.reported && <span className="badge badge-danger">{t('console-reported')}</span>}
          </span>
          <Words>{message.text}</Words>
          <span className="message-at">
            <Moment at={message.sent_at} />
          </span>
        </li>
      ))}
    </ol>
  )
}
