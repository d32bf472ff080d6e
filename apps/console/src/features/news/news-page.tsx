import { useTexts } from '../../ground/texts.js'
import { Failure, Loading, Notice } from '../../kit/states.js'
import { NewsForm } from './news-form.js'
import { NewsItem } from './news-item.js'
import { useNews } from './use-news.js'

import './news.css'

/** News to many people: what is written, and what was sent to how many. */
export function NewsPage() {
  const { t } = useTexts()
  const { data, error, refetch } = useNews()
  return (
    <>
      <h1>{t('console-nav-news')}</h1>
      <NewsForm />
      {data === undefined && error === null && <Loading lines={3} />}
      {data === undefined && error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <Notice title={t('console-news-none')} />}
      {data?.map((news) => (
        <NewsItem key={news.broadcast_id} news={news} />
      ))}
    </>
  )
}
