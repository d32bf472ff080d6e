### Blocking somebody, reports and what came of them.

## Blocking somebody

block-action = Block
block-action-note = You won’t see each other again
block-title = Block { $name }?
block-keeps-apart = You won’t see each other again, in the deck or anywhere else.
block-ends = If you’re matched, the match and the chat end for both of you.
block-untold = { $name } won’t be told.
block-undo = You can unblock them in Settings. The match won’t come back.
block-confirm = Block
block-done = { $name } is blocked.
unmatch-action-note = Ends the chat for both of you

## Those who are blocked

blocked-title = Blocked people
blocked-note = People you’ve blocked
blocked-text = You and these people don’t see each other. None of them has been told.
blocked-since = Since { $date }
blocked-unblock = Unblock
blocked-unblock-of = Unblock { $name }
blocked-unblocked = You and { $name } can see each other again.
blocked-empty-title = You haven’t blocked anyone
blocked-empty-text = If someone bothers you, block them from their profile or from the chat. They won’t be told.
blocked-more = Show more

## Reporting somebody

report-action = Report
report-action-note = Someone on our team takes a look
report-title = Report { $name }
report-title-nobody = Report this chat
report-title-photo = Report this photo
report-title-message = Report this message
report-ask = What’s wrong? { $name } won’t be told.
report-ask-nobody = What’s wrong? The other person won’t be told.
report-scam = Spam or a scam
report-scam-note = Advertising, or someone asks for money
report-fake = A fake profile
report-fake-note = Someone else’s photos, or not a real person
report-harassment = Harassment
report-harassment-note = Insults, threats, pressure
report-sexual = Sexual content
report-sexual-note = Nudity or sexual words nobody asked for
report-hate = Hate
report-hate-note = Contempt for a group of people
report-underage = Under 18
report-underage-note = Someone who may not be an adult
report-harm = Something that happened elsewhere
report-harm-note = At a date, or in another app
report-other = Something else
report-other-note = Tell us in your own words
report-details = What happened? You can leave this empty.
report-details-other = What happened?
report-details-missing = Please say in a few words what happened.
report-details-hint = No screenshots needed: we see the profile, the photos and the chat as they are now.
report-next = What happens next
report-next-look = A person looks at it, not a machine alone.
report-next-untold = Nobody learns that it was you.
report-next-kept = What you report can’t be deleted before we’ve looked.
report-next-answer = You’ll hear from us: the answer appears in Settings under “My reports”.
report-danger = If someone is in danger right now, please call your emergency number first.
report-send = Send report
report-sent-title = Thank you for telling us
report-sent-text = A person will look at it. You’ll hear from us in Settings under “My reports”.
report-sent-done = Done
report-block-too = Block { $name } too
report-also = Report as well
report-also-done = Your report is with us.
report-used-up = You’ve sent as many reports as one day can hold. You can send the next one { $day } at { $time }.
report-gone = This person can’t be found here any more, so the report couldn’t be sent.
report-message-copy = Copy
report-message-menu = Message
report-photo = Report photo { $number }

## What came of the reports

reports-title = My reports
reports-note = What came of them
reports-text = Only you see this list. It doesn’t say whom you reported.
reports-received = We’re looking into it
reports-action = You were right. We’ve done something about it.
reports-no-violation = We’ve looked closely and found nothing against the rules.
reports-sent = Sent { $date }
reports-answered = Answered { $date }
reports-empty-title = No reports
reports-empty-text = If someone makes you uneasy, report them from their profile or from the chat. They won’t be told.
reports-more = Show more

## What was decided about the person

decisions-title = Decisions about me
decisions-note = Warnings and appeals
decisions-text = What our team decided about your account and what came of your appeals.
decisions-empty-title = All is well
decisions-empty-text = Nothing was decided about your account.
decision-warn = You’ve been warned
decision-remove-photo = { $count ->
    [one] One of your photos was removed
   *[other] { $count } of your photos were removed
}
decision-reject-photo = One of your photos can’t be shown
decision-suspend = Your account was suspended
decision-ban = Your account was closed
decision-at = Decided { $date }
decision-ends = Until { $date }
decision-warn-text = Nothing else has changed. If it happens again, your account may be suspended.
decision-remove-photo-text = Others no longer see it. You can put another one in its place.
decision-reject-photo-text = Only you see it. You can put another one in its place.
decision-look = A person on our team has looked at it before this was decided.
decision-understood = I understand
rule-title = The rule
rule-spam-or-scam = No advertising, no begging, no scams.
rule-fake-profile = Be yourself: your own photos, your own name and age.
rule-harassment = No insults, no threats, no pressure.
rule-sexual-content = No nudity and no sexual words where nobody asked for them.
rule-hate = No contempt for people because of what they are.
rule-underage = Kindred is for people of 18 and older.
rule-off-platform-harm = What you do to people you met here counts, also outside of Kindred.
rule-photo-unsuitable = Photos show you, as anyone may see you.
rule-other = Something that our rules don’t allow.

## Appeals

appeal-action = Appeal…
appeal-title = Your appeal
appeal-text = You can appeal once. Someone who did not make this decision reads it and looks again.
appeal-words = Why is this decision wrong?
appeal-words-missing = Please say in a few words why.
appeal-send = Send appeal
appeal-sent = Your appeal is with us. Someone else looks at it now.
appeal-pending = Your appeal is being looked at.
appeal-upheld = Someone else has looked again. The decision stays.
appeal-reversed = You were right. The decision was taken back.
appeal-already = There is an appeal against this decision already.
appeal-not-possible = There is nothing left to appeal: this decision no longer holds.
appeal-expired = This page has been open for too long. Please open Kindred again, then send the appeal.

## Who cannot sign in

shut-out-suspended-title = Your account is suspended
shut-out-suspended-text = Until { $date } you can’t use Kindred, and nobody sees you there. Then you can come back by yourself.
shut-out-over-title = Your suspension is over
shut-out-over-text = You can come back now.
shut-out-banned-title = Your account is closed
shut-out-banned-text = You can’t use Kindred any more, and nobody sees you there.
