import { SnapshotConversationResponse } from '@kindred/contracts/chat'
import { KnowsPersonResponse } from '@kindred/contracts/discovery'
import { HoldPhotosResponse, type Photo, type ReviewPhoto } from '@kindred/contracts/media'
import { SnapshotProfileResponse } from '@kindred/contracts/profile'
import type { CaseEvidence, EvidenceMessage } from '@kindred/contracts/safety'

import type { EvidenceKind, EvidenceRow, ReportRow } from './store/schema.js'

/** What was taken for one report, as its moderator sees it; undefined when nothing could be. */
export function toCaseEvidence(
  report: ReportRow,
  rows: readonly EvidenceRow[],
  reporter: number,
): CaseEvidence | undefined {
  const own = rows.filter(({ report_id, content }) => report_id === report.id && content !== null)
  if (own.length === 0) return undefined
  const contentOf = (kind: EvidenceKind): Buffer | undefined =>
    own.find((row) => row.kind === kind)?.content ?? undefined
  const snapshot = contentOf('PROFILE')
  const profile = snapshot && SnapshotProfileResponse.decode(snapshot)
  return {
    reporter,
    takenAt: own[0]!.taken_at ?? undefined,
    profile: profile && toEvidenceProfile(profile),
    photos:
      photosOf(report, contentOf('PHOTOS')) ??
      (profile?.profile?.photos ?? []).map((photo) => toReviewPhoto(photo, report.target_id!)),
    messages: [...wordsOf(report, contentOf('WORDS')), ...messagesOf(report, contentOf('CONVERSATION'))],
  }
}

/** The photos of the reported person that were held for any report of a case, and those that the profile showed. */
export function photoIdsOf(rows: readonly EvidenceRow[]): ReadonlySet<string> {
  const idsOf = ({ kind, content }: EvidenceRow): string[] => {
    if (content === null) return []
    if (kind === 'PHOTOS') return HoldPhotosResponse.decode(content).photos.map(({ mediaId }) => mediaId)
    if (kind !== 'PROFILE') return []
    return (SnapshotProfileResponse.decode(content).profile?.photos ?? []).map(({ mediaId }) => mediaId)
  }
  return new Set(rows.flatMap(idsOf))
}

const toEvidenceProfile = ({ profile, birthDate }: SnapshotProfileResponse) => ({
  name: profile?.name ?? '',
  birthDate,
  bio: profile?.bio ?? '',
  city: profile?.city ?? '',
  interests: profile?.interests ?? [],
})

const messagesOf = (report: ReportRow, content: Buffer | undefined): EvidenceMessage[] =>
  content === undefined
    ? []
    : SnapshotConversationResponse.decode(content).messages.map((message) => ({
        fromSubject: message.senderId === report.target_id,
        text: message.text,
        sentAt: message.createdAt,
        reported: report.message_ids.includes(message.id),
      }))

/** Of all that is held, what others could see, and what the reporter pointed at. */
const photosOf = (report: ReportRow, content: Buffer | undefined): ReviewPhoto[] | undefined =>
  content &&
  HoldPhotosResponse.decode(content)
    .photos.filter(({ mediaId, status }) => status === 'APPROVED' || mediaId === report.photo_id)
    .map((photo) => toReviewPhoto(photo, photo.ownerId))

type PictureOf = Pick<Photo, 'mediaId' | 'thumbhash' | 'width' | 'height'>

const toReviewPhoto = ({ mediaId, thumbhash, width, height }: PictureOf, ownerId: string): ReviewPhoto => ({
  mediaId,
  ownerId,
  thumbhash,
  width,
  height,
  urls: undefined,
})

/** What was written beside likes came before the conversation. */
const wordsOf = (report: ReportRow, content: Buffer | undefined): EvidenceMessage[] =>
  content === undefined
    ? []
    : KnowsPersonResponse.decode(content).words.map(({ writerId, text, writtenAt }) => ({
        fromSubject: writerId === report.target_id,
        text,
        sentAt: writtenAt,
        reported: false,
      }))
