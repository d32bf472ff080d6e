import { later } from '../../ground/texts/later.js'

export type { Reported } from './reported.js'

export const ReportSheet = later(() => import('./report-sheet.js'), 'ReportSheet', 'safety')
export const ReportButton = later(() => import('./report-button.js'), 'ReportButton', 'safety')
export const ReportPhoto = later(() => import('./report-photo.js'), 'ReportPhoto', 'safety')
export const ShutOutPage = later(() => import('./shut-out-page.js'), 'ShutOutPage', 'safety')
export const AlsoReport = later(() => import('./also-report.js'), 'AlsoReport', 'safety')
