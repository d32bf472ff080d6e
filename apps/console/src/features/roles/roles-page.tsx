import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'

import type { Role, StaffMember } from '@kindred/client'

import { keys } from '../../ground/keys.js'
import { useClient, useStaff } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { problemText, slug } from '../../ground/words.js'
import { Button } from '../../kit/button.js'
import { Failure, Loading } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'
import { GrantForm } from './grant-form.js'

/** Who is staff, and who becomes it. */
export function RolesPage() {
  const { t } = useTexts()
  const client = useClient()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: keys.roles,
    queryFn: ({ pageParam, signal }) =>
      client.auth.listRoles({ page_size: 50, page_token: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ next_page_token: token }) => (token === '' ? undefined : token),
  })
  const staff = data?.pages.flatMap((page) => page.staff) ?? []
  return (
    <>
      <h1>{t('console-nav-roles')}</h1>
      <GrantForm />
      {data === undefined && error === null && <Loading lines={3} />}
      {data === undefined && error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {staff.map((member) => (
        <Member key={member.user_id} member={member} />
      ))}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('console-more')}
        </Button>
      )}
    </>
  )
}

function Member({ member }: { member: StaffMember }) {
  const { t } = useTexts()
  const { userId } = useStaff()
  const isMe = member.user_id === userId
  return (
    <section className="panel page-head" aria-label={member.user_id}>
      <div>
        <Link href={`/people/${member.user_id}`}>
          <MemberName userId={member.user_id} />
        </Link>
        <div className="row">
          {member.roles.map((role) => (
            <span key={role} className="badge">
              {t(`console-role-${slug(role)}`)}
            </span>
          ))}
          {isMe && <span className="badge badge-good">{t('console-role-you')}</span>}
          {member.from_settings && <span className="muted">{t('console-role-from-settings')}</span>}
        </div>
      </div>
      <div className="row">
        {member.roles.map((role) => (
          <Revoke key={role} userId={member.user_id} role={role} isMe={isMe} />
        ))}
      </div>
    </section>
  )
}

/** The name of the profile, which not everybody of staff has; the id in any case. */
function MemberName({ userId }: { userId: string }) {
  const client = useClient()
  const { data } = useQuery({
    queryKey: keys.people(userId),
    queryFn: ({ signal }) => client.safety.findPeople({ query: userId }, { signal }),
  })
  const name = data?.people[0]?.name ?? ''
  return (
    <>
      {name !== '' && (
        <>
          <bdi>{name}</bdi>{' '}
        </>
      )}
      <span className="mono">{userId}</span>
    </>
  )
}

/** Asks once more by its own words: the person's sessions end. */
function Revoke({ userId, role, isMe }: { userId: string; role: Role; isMe: boolean }) {
  const { t } = useTexts()
  const client = useClient()
  const queries = useQueryClient()
  const toast = useToast()
  const [asks, setAsks] = useState(false)
  const { mutate, isPending } = useMutation({
    mutationFn: () => client.auth.revokeRole({ user_id: userId, role }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.roles }),
    onError: (error) => toast(problemText(t, error)),
    onSettled: () => setAsks(false),
  })
  const name = t(`console-role-${slug(role)}`)
  return asks ? (
    <Button
      autoFocus
      kind="danger"
      busy={isPending}
      onClick={() => mutate()}
      onBlur={() => setAsks(isPending)}
    >
      {t(isMe ? 'console-role-revoke-own' : 'console-role-revoke-sure', { role: name })}
    </Button>
  ) : (
    <Button onClick={() => setAsks(true)}>{t('console-role-revoke', { role: name })}</Button>
  )
}
