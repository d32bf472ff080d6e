import { forgetDepartures } from '@kindred/events/departures'
import type { Job } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { admitReports } from './admit-reports.js'
import { forgetReports } from './forget-reports.js'
import { forgetVideos } from './forget-videos.js'
import { releaseOldEvidence } from './release-old-evidence.js'
import { takeDueEvidence } from './take-due-evidence.js'

export const jobs: readonly Job<SafetyContext>[] = [
  admitReports,
  takeDueEvidence,
  releaseOldEvidence,
  forgetReports,
  forgetVideos,
  forgetDepartures,
]
