### The console of moderators and admins. It loads nothing of the Mini App but the names of interests.

console-name = Kindred console
console-nav = Pages
console-nav-queue = Queue
console-nav-photos = Photos
console-nav-appeals = Appeals
console-nav-people = People
console-nav-numbers = Numbers
console-nav-news = News
console-nav-audit = Audit
console-nav-roles = Roles
console-help = Keyboard
console-theme = Other theme
console-sign-out = Sign out
console-close = Close
console-loading = Loading…
console-try-again = Try again
console-look-again = Look again
console-more = Show more
console-offline = You’re offline. What you see may be old, and nothing can be decided.
console-copy = Copy
console-copied = Copied

## Signing in

console-entrance-outside = Open the console from Telegram
console-entrance-outside-text = Write /console to your Kindred bot and press its button. For a computer, choose “On a computer” there: it gives you a link that works once, for a minute.
console-entrance-link-invalid = This link is over
console-entrance-link-invalid-text = A link works once and for 60 seconds. Ask for a new one in the console inside Telegram.
console-entrance-ended = You’re signed out
console-entrance-ended-text = Open the console again from the bot, or with a new link.
console-entrance-no-role = This account is not staff
console-entrance-no-role-text = Signing in worked, but nobody has made you a moderator or an admin. An admin can do so under Roles. Then try again.
console-desktop = On a computer
console-desktop-text = Open this link in your computer’s browser. It signs you in, works once, and is good for a minute. Don’t share it.
console-desktop-left = { $time } left
console-desktop-over = This link is over.
console-desktop-again = Make a new link

## Failures

console-failure-offline = No connection
console-failure-offline-text = Check your network, then try again.
console-failure-forbidden = You may not see this
console-failure-forbidden-text = Your role does not allow it, or it was changed meanwhile.
console-failure-gone = There is nothing here
console-failure-gone-text = It may be gone, or the address is wrong.
console-failure-often = Too many requests
console-failure-often-text = Wait a moment, then try again.
console-failure-server = That didn’t work
console-failure-server-text = Kindred doesn’t answer as it should. Try again in a moment.
console-problem-case-not-found = There is no such case any more.
console-problem-case-claimed = Somebody else is working on this case.
console-problem-case-closed = This case has been decided already.
console-problem-own-decision = This appeal is against your own decision. Somebody else has to look at it.
console-problem-about-yourself = You’re part of this case. Somebody else has to look at it.
console-problem-queue-empty = No case is waiting for you.
console-problem-case-changed = More came in while you were looking. Nothing was decided: look again. What you wrote is still here.
console-problem-claim-lost = Your claim ran out. Nothing was decided.
console-problem-measure = This can’t be decided like that. Check the rule, the days and the photos.
console-problem-nothing-to-take-back = Too late: a decision can be taken back for 10 seconds.
console-problem-nothing-to-lift = Nothing holds this person back any more.
console-problem-person-not-found = There is no such person.
console-problem-last-admin = Nobody else is an admin. Make somebody else one first.
console-problem-role-from-settings = The operator’s settings make this person an admin. The role can only be taken there.

## The keyboard

console-keys-queue = In the queue
console-keys-queue-1 = next case, previous case
console-keys-queue-2 = open it
console-keys-queue-3 = claim it; without a chosen one, the worst and oldest that is free
console-keys-case = In a case
console-keys-case-1 = choose a measure by its number
console-keys-case-2 = decide
console-keys-case-3 = claim the case, or claim it again
console-keys-case-4 = give it back to the queue
console-keys-case-5 = leave the note
console-keys-photos = In the photos
console-keys-photos-1 = next photo, previous photo; arrows do the same
console-keys-photos-2 = approve
console-keys-photos-3 = reject
console-keys-all = Everywhere
console-keys-all-1 = take the last decision back, for 10 seconds
console-keys-all-2 = search people
console-keys-all-3 = show this

## The queue

console-claim-next = Claim next
console-queue-keys = j and k move, Enter opens, c claims
console-shelves = Which cases
console-shelf-waiting = Waiting
console-shelf-mine = Mine
console-shelf-closed = Decided
console-empty-waiting = Nobody is waiting
console-empty-waiting-text = The queue is empty. New cases come up here by themselves.
console-empty-mine = You have no cases
console-empty-mine-text = Claim one from the queue, and it will stand here until you decide it.
console-empty-closed = Nothing decided yet
console-empty-closed-text = Decided cases come up here, the newest first.
console-kind-reports = Reports
console-kind-photo = Photo
console-kind-verification = Verification
console-kind-appeal = Appeal
console-severity-urgent = Urgent
console-severity-high = High
console-severity-normal = Normal
console-reporters = { $count ->
    [one] One reporter
   *[other] { $count } reporters
}
console-claimed-mine = Yours for { $time }
console-claimed-other = Somebody’s for { $time }
console-closed-gone = Gone by itself

## A case

console-back-to-queue = Back to the queue
console-opened = opened
console-claim = Claim
console-claim-again = Claim again
console-release = Give back
console-claim-to-decide = You see this as an admin, and every look is recorded. Claim the case to decide it.
console-claim-panel = Your decision
console-claim-left = Yours for { $time }
console-claim-lost = Your claim ran out, and somebody else may have the case. What you wrote is still here.
console-claim-lost-short = Claim lost
console-case-unclaimed = This case isn’t yours yet
console-case-unclaimed-text = Claim it to see what was reported. It is then yours for 15 minutes, and longer while you work on it. Every look is recorded.
console-reporter = Reporter { $number }
console-weight = counts { $percent } %: earlier reports were mostly dismissed
console-context-profile = on the profile
console-context-photo = on a photo
console-context-message = on messages
console-context-conversation = on the conversation
console-context-bot = in the bot
console-taken = As it stood on
console-evidence-pending = The evidence is still being fetched. Open the case again in a moment.
console-evidence-none = There is no evidence: what this was about is gone.
console-profile-gone = There was no profile to keep.
console-photo-number = Photo { $number }
console-photo-gone = The photo is gone.
console-messages = Messages around the report
console-by-subject = Reported person
console-by-reporter = Reporter
console-reported = Reported
console-appeal = What the person writes
console-appealed = The decision it is about
console-video = Video message beside the photos
console-video-note = A face that fits and the right gesture make cheating harder. They’re no proof: when in doubt, ask for another one. The video is deleted with the decision.
console-video-gone = The video message is deleted already.
console-gesture = The video has to show this gesture: { $gesture }
console-gesture-thumb-up = a thumb up
console-gesture-two-fingers = two fingers up
console-gesture-four-fingers = four fingers up
console-gesture-open-hand = an open hand beside the face
console-gesture-fist = a fist beside the face
console-gesture-touch-nose = a finger on the nose
console-gesture-left-ear = a hand on the person’s own left ear
console-gesture-right-ear = a hand on the person’s own right ear
console-gesture-hand-on-head = a hand on the head
console-gesture-hand-under-chin = a hand under the chin
console-gesture-cover-left-eye = a hand over the person’s own left eye
console-gesture-cover-right-eye = a hand over the person’s own right eye
console-score = { $percent } % unsuitable
console-score-none = Not rated
console-looks-removed = Looks like a removed photo
console-closed = Decided
console-history = Decided about this person before
console-history-none = Nothing yet.
console-open-card = Open the person’s card
console-by-system = By the system
console-ended = Not in force any more
console-until = until
console-marks = Noticed by the system
console-mark-repeated-first-message = Same first message to several people
console-mark-early-contact = Links or contacts in first messages
console-mark-hasty-likes = Likes faster than anybody looks

## Deciding

console-measure = What is to be done
console-measure-dismiss = Dismiss
console-measure-dismiss-text = no rule was broken
console-measure-warn = Warn
console-measure-warn-text = the person is told the rule
console-measure-remove-photo = Remove photos
console-measure-remove-photo-text = nobody sees them any more
console-measure-hide = Hide
console-measure-hide-text = nobody new meets the person, who isn’t told
console-measure-suspend = Suspend
console-measure-suspend-text = no sign-in for some days
console-measure-ban = Ban
console-measure-ban-text = no sign-in any more, with a new account either
console-measure-approve-photo = Approve
console-measure-approve-photo-text = others may see it
console-measure-reject-photo = Reject
console-measure-reject-photo-text = only its owner sees it
console-measure-verify = Verify
console-measure-verify-text = the video shows who the photos show
console-measure-try-again = Ask for another
console-measure-try-again-text = it can’t be told
console-measure-uphold = Uphold
console-measure-uphold-text = the decision stays
console-measure-reverse = Reverse
console-measure-reverse-text = the decision falls, with all that it did
console-rule = Rule that was broken, as the person is told
console-rule-choose = Choose a rule
console-rule-spam-or-scam = Spam or scam
console-rule-fake-profile = Fake profile
console-rule-harassment = Harassment
console-rule-sexual-content = Sexual content
console-rule-hate = Hate
console-rule-underage = Under 18
console-rule-off-platform-harm = Harm outside of Kindred
console-rule-photo-unsuitable = Unsuitable photo
console-rule-other = Something else
console-days = For how long
console-days-count = { $count ->
    [one] One day
   *[other] { $count } days
}
console-photos-to-remove = Photos to remove
console-photos-none = The evidence holds no photo.
console-list-hash = Hold copies of it for a look, too
console-note = Note, for other moderators
console-note-hint = What you saw, and why you decide like this
console-missing-measure = Choose what is to be done.
console-missing-rule = Choose the rule.
console-missing-photos = Choose the photos to remove.
console-missing-note = Write a short note.
console-decide-ready = Ready. You can take it back for 10 seconds.
console-decide = Decide
console-decided = Decided: { $measure }.
console-undo = Undo ({ $seconds })

## Photos

console-photos-keys = j and k move, a approves, r rejects
console-photos-empty = No photo is waiting
console-photos-empty-text = Photos that the classifier is not sure of come up here.
console-photos-next = Next photos
console-approve = Approve
console-reject = Reject

## People

console-people-label = The beginning of a name, or an id
console-people-search = Search
console-people-hint = Chats can’t be searched or opened here: they are seen through a case only.
console-people-none = Nobody found
console-people-none-text = Nobody’s name begins with “{ $query }”, and nobody has this id.
console-person-unnamed = No profile
console-back-to-people = Back to the search
console-standing-good = Nothing against them
console-standing-hidden = Hidden
console-standing-suspended = Suspended
console-standing-banned = Banned
console-verified = Verified
console-open-cases = Open cases
console-open-cases-none = None.
console-card-facts = Account
console-card-id = Id
console-card-since = Signed up
console-card-gone = The account is gone.
console-card-sessions = Signed-in devices
console-card-received = Reports about the person
console-card-valid = Found right within 12 months
console-card-made = Reports by the person
console-card-weight = Their reports count
console-lift = Let the person back
console-lift-text = Ends everything that hides, suspends or bans this person, at once.

## Numbers

console-numbers-community = Community
console-numbers-day = 24 hours
console-numbers-month = 30 days
console-numbers-sign-ups = Sign-ups
console-numbers-active = Active people
console-numbers-likes = Likes
console-numbers-matches = Matches
console-numbers-messages = Messages
console-numbers-reports = Reports
console-numbers-decisions = Decisions
console-numbers-queue = Waiting or being worked on
console-numbers-oldest = the oldest came

## Audit

console-audit-text = Every look at evidence and every decision stands here. Each record holds the hash of the one before.
console-audit-verify = Check the record
console-audit-intact = { $count ->
    [one] One record, and it is intact.
   *[other] All { $count } records are intact.
}
console-audit-broken = Record { $number } was changed.
console-audit-actor = Done by (id)
console-audit-subject = About (id)
console-audit-anybody = Anybody
console-audit-none = No record yet
console-audit-by = by { $id }
console-audit-about = about { $id }
console-audit-case = Case
console-audit-more = Before and after

## Roles

console-role = Role
console-role-moderator = Moderator
console-role-admin = Admin
console-role-you = You
console-role-from-settings = by the operator’s settings
console-role-grant = Give a role
console-role-grant-text = Moderators decide cases. Admins also read the audit and give roles. The id stands on the person’s card; the role holds from their next sign-in on.
console-role-granted = Done. It holds from the person’s next sign-in on.
console-role-revoke = Revoke: { $role }
console-role-revoke-sure = Really revoke “{ $role }” and sign the person out?
console-role-revoke-own = Really revoke your own role “{ $role }”?

## News to many people

console-news-write = Write news
console-news-write-text = Counting sends nothing: you see first how many people get it. Whoever switched news off gets none, in any case.
console-news-left = { $count ->
    [one] { $count } character left
   *[other] { $count } characters left
}
console-news-over = { $count ->
    [one] One character too many
   *[other] { $count } characters too many
}
console-news-preview = As people see it
console-news-audience = Who gets it
console-news-language = Readers of
console-news-language-all = All languages
console-news-days = Were here in the last
console-news-days-all = Whenever they were here
console-news-verified = Only people with the badge
console-news-missing = Write a text in every language.
console-news-prepared = Prepared. It is below, and nothing has been sent.
console-news-count = Count the people
console-news-none = No news yet
console-news-texts = The texts
console-news-state-counting = Being counted
console-news-state-ready = Not sent yet
console-news-state-sending = Being sent
console-news-state-queued = Sent
console-news-state-stopped = Stopped
console-news-to-all = To everybody.
console-news-to-readers = To those who read { $language }.
console-news-to-active = { $count ->
    [one] Only who was here in the last day.
   *[other] Only who was here in the last { $count } days.
}
console-news-to-verified = Only people with the badge.
console-news-counting = Counting the people…
console-news-people = { $count ->
    [0] Nobody would get it.
    [one] One person would get it.
   *[other] { $count } people would get it.
}
console-news-out = { $count ->
    [0] Nobody else switched news off.
    [one] One more switched news off.
   *[other] { $count } more switched news off.
}
console-news-progress = How many have it
console-news-sent = Have it
console-news-failed = Could not be reached
console-news-waiting = Wait
console-news-send = { $count ->
    [one] Send to one person
   *[other] Send to { $count } people
}
console-news-send-sure = { $count ->
    [one] Really send it to one person?
   *[other] Really send it to { $count } people?
}
console-news-stop = Stop
console-news-throw-away = Throw away
console-problem-news-not-ready = It is still being counted, or somebody stopped it.
