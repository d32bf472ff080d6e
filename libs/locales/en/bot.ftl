### What the bot says in the chat.

bot-menu-button = Open

## What Telegram shows of the bot

# In a chat in which nothing was said yet, up to 512 characters.
bot-description =
    Kindred helps you meet people near you, calmly and kindly.

    Tell a little about yourself, look at who is around, and write to those who like you too. Your exact place and your Telegram name stay with you.

    Press Start, or Open below.
# On the bot’s page and where it is shared, up to 120 characters.
bot-short-description = Meet people near you, calmly and kindly. 18 and older.

## The command list

bot-command-start = Begin, or open Kindred
bot-command-browse = Meet people, one card at a time
bot-command-likes = Who likes you
bot-command-filters = Who you see: gender, age, distance
bot-command-profile = Your card as others see it
bot-command-matches = Your matches and chats
bot-command-chats = Your chats, and what’s new in them
bot-command-close = Stop writing to someone
bot-command-notifications = What I tell you about
bot-command-invite = Bring your friends
bot-command-verify = Show that your photos are you
bot-command-settings = Settings
bot-command-language = Change the language
bot-command-photos = Your photos: remove one, or put it first
bot-command-pause = Hide your profile, or show it again
bot-command-help = What I can do
bot-command-report = Report somebody
bot-command-reports = Your reports, and what came of them
bot-command-standing = What was decided about you, and your appeals
bot-command-blocked = People you’ve blocked
bot-command-support = Talk to a person
bot-command-privacy = What Kindred knows about you
bot-command-export = A copy of your data
bot-command-delete = Delete your account

## The themes of /help

bot-theme-meet = Meeting people
bot-theme-own = You
bot-theme-settings = Settings
bot-theme-account = Your account
bot-theme-help = Help

## Buttons that open the app

bot-open-app = Open Kindred
bot-open-deck = Meet people
bot-open-chats = All chats
bot-open-chat = Open the chat
bot-open-profile = Open the profile
bot-open-photos = Arrange my photos
bot-open-settings = Open settings
bot-open-support = Write to us
bot-create-profile = Create my profile
bot-edit-profile = Edit my profile

## Beginning

bot-welcome =
    Hi! Kindred helps you meet people near you, calmly and kindly.

    Tell us a little about yourself, say who you’d like to meet, and see who’s around. It takes two minutes.
bot-welcome-unfinished = Welcome back, { $name }! Only a little is missing before you can meet people.
bot-join-here = Do it here in the chat
bot-join-go-on = Go on here in the chat
bot-browse-here = Meet people here in the chat
bot-welcome-back = Welcome back, { $name }! Someone new may be waiting for you.
bot-link-profile = Someone would like you to see this profile.
bot-link-match = It’s a match! Say hello: the first words are the hardest.
bot-link-chat = Your chat is here.
bot-help = Everything works in the app and here in the chat; what you do in one is there in the other. Here I answer to:
bot-hint = I only know commands and photos, and a video message after /verify. /help shows what I can do.
bot-unknown-command = I don’t know this command. /help shows what I can do.
bot-old-button = This button is out of date.

## The console

bot-open-console = Open the console
bot-console = The queue is behind this button. For a computer, choose “On a computer” there.
bot-console-not-staff = The console is for the people who look after this community, and this account isn’t one of them. To report somebody, open their profile or your chat in the app.

## News to many people, for admins

news-intro = News to many people. Nothing is sent before you have seen how many get it and have said so.
news-write = Write news
news-ask-text = { $at } of { $count }: write the news in { $language }, as plain text of at most { $most } characters. Afterwards you choose who gets it.
news-ask-audience = Who gets it? Whoever switched news off does not, in any case. /back lets you write the texts anew.
news-put-away = The news you were writing is put away: what you type now isn’t part of it. /broadcast starts over.
news-head = “{ $text }”
news-all-languages = All languages
news-whenever = Whenever they were here last
news-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
news-badge = Only with the badge
news-count = Count the people
news-to-everybody = To everybody.
news-to-readers = To those who read { $language }.
news-to-active = Only who was here in the last { $count ->
    [one] day.
   *[other] { $count } days.
}
news-to-verified = Only people with the badge.
news-counting = Counting the people…
news-reaches = { $count ->
    [0] Nobody would get it.
    [one] One person would get it.
   *[other] { $count } people would get it.
}
news-out = { $count ->
    [0] Nobody else switched news off.
    [one] One more switched news off.
   *[other] { $count } more switched news off.
}
news-send = { $count ->
    [one] Send it to one person
   *[other] Send it to { $count } people
}
news-read = Read the texts
news-throw-away = Throw it away
news-refresh = How far is it?
news-stop = Stop it
news-under-way = It is on its way.
news-have = { $count ->
    [0] Nobody has it yet.
    [one] One person has it.
   *[other] { $count } people have it.
}
news-waiting = { $count ->
    [one] One waits.
   *[other] { $count } wait.
}
news-failed = { $count ->
    [one] One could not be reached.
   *[other] { $count } could not be reached.
}
news-done = It is out.
news-stopped = Stopped: whoever has not got it yet does not.
news-thrown-away = Thrown away. Nobody got it.

## Your card

bot-no-profile = You have no profile yet. It takes two minutes.
bot-card-completeness = { $percent }% complete
bot-card-add-photo = Send me a photo, and it will be the first of your card.
bot-card-add-bio = A few words about yourself would help most right now.
bot-card-add-interests = Add a few interests: they make it easy to start talking.
bot-card-add-photos = With three photos you get noticed much more. Just send them to me.

bot-card-paused = Hidden: no one new sees it. /pause shows it again.

## Questions in the chat

talk-join = A few questions, and you can meet people. Kindred is for people aged 18 and over. /back goes one question back, /cancel stops.
talk-name = What’s your name? A first name or nickname; others see it.
talk-name-change = What should your name be?
talk-birth-date = When were you born? Write it for example like this: { $example }. Others see only your age.
talk-birth-date-unclear = I couldn’t read that as a date. Please write day, month and year, for example 12.04.1996.
talk-birth-date-which = Which day do you mean?
talk-birth-date-noted = { $day }, so you are { $age }. If that’s wrong, /back.
talk-gender = What’s your gender?
talk-wanted = Who would you like to meet? Tick as many as you like.
talk-wanted-noted = You’ll see: { $who }, aged { $min } to { $max }, up to { $far } away. /filters changes that at any time.
talk-done = Done
talk-place =
    Where are you? Press the button below, or just write the name of your town.

    We keep only an area of about 36 km², never the exact spot. Others see only a rough distance.
talk-place-send = 📍 Send where I am
talk-place-which = Which one is it? If it’s none of these, write the name once more.
talk-clock = Where are you now? Write the name of your town, or of a large one with the same time.
talk-clock-which = Which of these is your time? If it’s none of them, write another name.
talk-clock-noted = Noted: it’s { $time } for you.
talk-clock-quiet = From { $from } to { $to } I keep quiet.
place-clock = It’s { $time } there now. From { $from } to { $to } I keep quiet; /notifications changes that.
place-clock-other = My quiet hours still go by the clock that you’ve set: it’s { $time } there. /notifications changes that.
talk-photos = Now your photos: send one or a few, up to six. Profiles with photos get many more likes.
talk-photos-more = You can send more, or go on.
talk-go-on = Go on
talk-about = Write a few words about yourself. What makes you laugh? What do you do on a free Sunday?
talk-ages = How old may they be? Write two numbers, for example { $min }-{ $max }.
talk-ages-unclear = Please write two numbers from { $min } to { $max }, the smaller one first.
talk-distance = How far away may they be?
talk-words = Write your words now, or send the superlike without any.
talk-words-none = ⭐ Without words
talk-words-long = Please use at most { $most } characters. { $over }.
talk-join-done = Your profile is ready. Good luck!
talk-saved = Saved. /profile shows your card.
talk-noted = Noted.
talk-back = One question back.
talk-first = This is the first question already.
talk-unfit = I was hoping for an answer to my question. /back goes one question back, /cancel stops.
talk-answered = You’ve answered this already.
talk-cancelled = Good, nothing was changed.
talk-cancelled-join = Stopped. /start goes on whenever you like.
talk-nothing = There’s nothing to stop or go back to. /help shows what I can do.

## People, one card at a time

browse-undo = Undo
browse-liked = You like this one.
browse-passed = Passed.
browse-matched = You two match already.
browse-answered = You’ve answered this card already.
browse-people = Meet people
browse-used-up = You’ve seen a lot of people today. This card stays, and your next swipe comes back { $when }.

## Pause

bot-paused = Your profile is hidden: no one new sees it. Your matches and chats stay.
bot-unpaused = Your profile is shown again.
bot-pause = Hide my profile
bot-unpause = Show it again

## Matches

bot-matches = Your latest matches:
bot-matches-none = No matches yet. Have a look around: someone may be waiting for you.
bot-matches-person =
    { $unread ->
        [0] { $who }
       *[other] { $who } · { $unread } new
    }

## Chats

bot-chats = Your chats, the latest first:
bot-chats-person =
    { $unread ->
        [0] { $name }
       *[other] { $name } · { $unread } new
    }
bot-chats-newer = ← Newer
bot-chats-older = Older →
bot-chat-somebody = Someone
bot-chat-you = You
bot-chat-head =
    { $count ->
        [one] { $who }
       *[other] { $who } · { $count } new messages
    }
bot-chat-unread =
    { $count ->
        [one] { $who } wrote to you.
       *[other] { $count } new messages from { $who }.
    }
bot-chat-no-words = Nothing has been said yet. The first words are the hardest.
bot-chat-reply = Reply
bot-chat-read = Read
bot-chat-open = Open
bot-chat-older = Earlier messages
bot-chat-mute = Mute
bot-chat-unmute = Unmute
bot-chat-muted = Muted: I won’t tell you about this chat.
bot-chat-unmuted = I’ll tell you about this chat again.
bot-chat-more = ⋯
bot-chat-close = Close
bot-chat-opened = You’re writing to { $name } now. What you type goes to them, until you send /close.
bot-chat-closed = Closed. What you type no longer goes to { $name }.
bot-chat-none-open = No chat is open. /chats shows all of them.
bot-chat-still = Shall this go to { $name }? You opened the chat a while ago. /close ends it.
bot-chat-send = Send it
bot-chat-sent = Sent.
bot-chat-aside = Sent there. What you type without replying still goes to { $name }.
bot-chat-not-sent = Not sent: Kindred can’t be reached right now. Please try again.
bot-chat-too-fast = Not sent: that was a bit too fast. Please try again in a minute.
bot-chat-too-long =
    { $over ->
        [one] Not sent: a message can have { $most } characters, and this one has one too many. Please shorten it.
       *[other] Not sent: a message can have { $most } characters, and this one has { $over } too many. Please shorten it or send it in parts.
    }
bot-chat-empty = Not sent: there is nothing to see in it.
bot-chat-ended = Not sent: this chat has ended.
bot-chat-ended-short = This chat has ended.
bot-chat-used-up =
    { $hours ->
        [one] Not sent: you’ve started enough new chats for now. You can start the next one in about an hour.
       *[other] Not sent: you’ve started enough new chats for now. You can start the next one in about { $hours } hours.
    }
bot-chat-not-first = Not sent yet: they’d like to write first. I’ll tell you when they do.
bot-chat-sent-before = Your first version of this message has arrived already.
bot-chat-words-only = Not sent: I can pass on words only. To add a photo to your profile, send /close first.
bot-chat-words-gone = I no longer have these words. Please write them again.
bot-chat-no-forward = Not sent: I don’t pass on forwarded messages. Say it in your own words.
bot-chat-no-edit = What was sent stays as it was: changes in Telegram don’t reach the other person. Just write once more.
bot-chat-what = What would you like to do about the chat with { $name }?
bot-chat-unmatch = Unmatch
bot-chat-unmatch-ask = End the match with { $name }? The chat goes for both of you and doesn’t come back.
bot-chat-unmatch-now = Yes, end it
bot-chat-unmatched = The match with { $name } has ended.
bot-chat-block = Block
bot-chat-block-ask = Block { $name }? You’ll never see each other again, and the chat goes. They won’t be told.
bot-chat-block-now = Yes, block
bot-chat-blocked = { $name } is blocked. Settings › Blocked people can undo it.
bot-chat-keep = Never mind
bot-chat-kept = All right, everything stays as it is.

## What the bot tells by itself

bot-notice-see = Have a look
bot-notice-write = Say hello
bot-notice-superlikes =
    { $count ->
        [one] Someone gave you a superlike!
       *[other] { $count } people gave you a superlike!
    }
bot-notice-your-turn = { $who } is waiting for your answer. A few words are enough.
bot-notice-photo-approved = Your photo was checked: everyone can see it now.
bot-notice-verified = You’re verified. Others see it on your profile.
bot-notice-not-verified = The video didn’t show clearly enough that it’s you, so you’re not verified yet. You can try again.
bot-notice-standing-good = Your account is open again. Welcome back!
bot-notice-report = We’ve looked at your report.
bot-digest-messages =
    { $count ->
        [one] One unread message.
       *[other] { $count } unread messages.
    }
bot-digest-others = And a few more things.
bot-notices-off = Turn these off
bot-notices-on = Turn these on again
bot-notices-off-done = Off. /notifications shows all of them.
bot-notices-on-done = On again.
bot-notices = This is what I tell you about while you’re away. Tap to change it. About your safety I always tell you.
bot-notices-are-paused = Everything is paused now.
bot-notices-quiet = Quiet { $from }–{ $to }
bot-notices-hours = Change…
bot-notices-hours-text = Quiet from { $from } to { $to }: what comes meanwhile waits and comes as one message. The first row is when it begins, the second when it ends.
bot-notices-no-hours = There are no quiet hours: they begin and end at the same time. The first row is when they begin, the second when they end.
bot-notices-from-when = When do your quiet hours begin?
bot-notices-to-when = When do they end?
bot-notices-clock = It’s { $time } for you now ({ $zone }).
bot-notices-no-clock = I don’t know yet what time it is for you, so I take UTC.
bot-notices-other-clock = 🕘 My clock shows another time

## Bringing friends

bot-invite = This is your link. Whoever signs up by it counts for you; neither they nor you learn more than that.
bot-uninvited = Kindred is by invitation here: new people come by the link of somebody who’s in already. Ask a friend for theirs and open it; it works with one tap. If you came by a link just now, it’s no longer valid.

## Photos sent to the bot

bot-photo-added = Done! You now have { $count } of { $most } photos on your profile.
bot-photo-pending = Thank you! The photo is being checked and joins your profile once it is approved.
bot-photos-pending =
    { $count ->
        [one] Thank you! One photo is being checked and joins your profile once it is approved.
       *[other] Thank you! { $count } photos are being checked and join your profile once they are approved.
    }
bot-photos-pending-more =
    { $count ->
        [one] One more is still being checked. It is not counted yet, and joins your profile once it is approved.
       *[other] { $count } more are still being checked. They are not counted yet, and join your profile once they are approved.
    }
bot-photo-rejected = This photo breaks our rules and was not added. Please choose another one.
bot-photo-full = You have { $most } photos already. Remove one first, then send this one again.
bot-photo-quota = You have too many uploaded photos. Remove some in the app first.
bot-photo-too-large = This picture is too large. Up to 10 MB, please.
bot-photo-too-small = This picture is too small or too narrow to look good.
bot-photo-unsupported = I can read JPEG, PNG and WebP pictures only.
bot-photo-broken = This picture is damaged, and I cannot open it. Please choose another one.
bot-photo-unavailable = Telegram did not hand me this picture. Please send it once more.
bot-album-left-out =
    { $count ->
        [one] One of them was not added.
       *[other] { $count } of them were not added.
    }

bot-photos =
    { $count ->
        [one] This is your photo. To add more, just send them to me.
       *[other] These are your { $count } photos, in their order. The first one is what people see first. To add more, just send them to me.
    }
bot-photos-none = You have no photos yet. Just send me one, or a few.
bot-photos-remove = Remove photo { $number }
bot-photos-first = Put { $number } first

## Reporting somebody

bot-report-whom = Whom is it about? Nobody is told that it was you.
bot-report-nobody = I only know your matches, and there are none. You can report anybody in the app, from their profile.
bot-report-somebody-else = Somebody else
bot-report-own-words = Something else, in my own words
bot-report-cancel = Never mind
bot-report-cancelled = Good, nothing was sent.
bot-report-used-up = You’ve sent as many reports as one day can hold. The next one can go within a day.

## Verification by video note

bot-verify-ask =
    Let’s check that your photos show you. Record a round video message within five minutes (tap the microphone beside the text field to switch it to a camera, then hold it):

    • show your face in good light
    • { $gesture }

    A moderator compares it with your photos. Nobody else ever sees it, and it’s deleted with the answer, after seven days at the latest.

    The badge makes cheating harder. It’s no proof of who somebody is, so stay careful with everyone.
bot-verify-ask-again = Last time the moderator couldn’t tell that it was you. More light and a first photo with your face help.
bot-verify-received = Thank you! A moderator takes a look. The badge then appears on your profile; if it doesn’t, /verify tells why and starts anew.
bot-verify-waiting = Your video message is with the moderators already. The badge appears on your profile once they’ve looked.
bot-verify-already = You’re verified already: your profile has the badge. It falls when your name, birth date, gender or first photo changes.
bot-verify-no-photos = A moderator compares you with your photos, and your profile has none yet. Add one that shows your face, then send /verify again.
bot-verify-begin = I ask for a gesture first. Send /verify, then record the video message.
bot-verify-late = The five minutes are over. Send /verify for a new gesture.
bot-verify-often = You’ve asked for many gestures in a short time. Please try again in an hour.
bot-verify-tomorrow = That was the third gesture within a day, and no more can be asked for now, so that nobody waits for one they have a video of. Please try again tomorrow.
bot-verify-forwarded = A forwarded video message can’t show that it’s you. Please record one here, now.
bot-verify-not-round = It has to be a round video message. Tap the microphone beside the text field to switch it to a camera, then hold it while you record.
bot-verify-too-large = This video message is too large. Up to 20 MB, please: a few seconds are enough.
bot-verify-unreadable = I can’t read this video message. Please record another one.
bot-verify-unavailable = Telegram did not hand me this video message. Please record it once more.
bot-gesture-thumb-up = give a thumb up
bot-gesture-two-fingers = hold up two fingers
bot-gesture-four-fingers = hold up four fingers
bot-gesture-open-hand = hold an open hand beside your face
bot-gesture-fist = hold a fist beside your face
bot-gesture-touch-nose = put a finger on your nose
bot-gesture-left-ear = put a hand on your left ear
bot-gesture-right-ear = put a hand on your right ear
bot-gesture-hand-on-head = put a hand on your head
bot-gesture-hand-under-chin = put a hand under your chin
bot-gesture-cover-left-eye = cover your left eye with a hand
bot-gesture-cover-right-eye = cover your right eye with a hand

## Settings

bot-settings = Language, devices and your account are in the settings.
bot-language = Which language would you like?
bot-language-chosen = Good, English from now on.
bot-support = Is something wrong, or was someone unkind? Write to us, and a person will answer.
bot-support-none = Is something wrong, or was someone unkind? Write to the people who run this bot: their contact is on the bot’s page, under its name.
bot-privacy =
    Kindred knows only what you tell it: your profile, your photos, who you like and what you write.

    Your place is kept only as an area of about 36 km². No one sees your Telegram name, your number or your exact place.

    /delete hides you from everyone at once and then removes your account. Only what was written in chats stays sealed for 30 days in case it is needed for a report, and for 31 days a code made from your Telegram account, so that a report still counts if you return. Then they go too, unless a report is still looked at or a ban holds.

## A copy of the data

bot-export-making = I’m making it now, one moment.
bot-export-later = It takes a little longer. Send /export again in a minute.
bot-export-ready =
    Your copy is ready: { $link }

    The link works until { $day }. Whoever has it can download the file, so keep it to yourself.

## Deleting the account

bot-delete-ask = This deletes your profile, your photos, your matches and all chats. It cannot be undone.
bot-delete-ask-grace =
    { $days ->
        [one] This deletes your profile, your photos, your matches and all chats. Everyone stops seeing you at once. You can take it back within { $days } day.
       *[other] This deletes your profile, your photos, your matches and all chats. Everyone stops seeing you at once. You can take it back within { $days } days.
    }
bot-delete-confirm = Really delete everything? This is the last question.
bot-delete-continue = Delete my account…
bot-delete-now = Yes, delete everything
bot-delete-keep = Keep my account
bot-delete-kept = Good, nothing was deleted.
bot-delete-done = Your account was deleted. Farewell, and good luck! /start begins anew.
bot-delete-waits =
    Nobody sees you any more. On { $day } everything is deleted for good. Until then /start brings you back.

    Your receipt, which shows what was deleted and when: { $receipt }
bot-delete-late = This question is too old. Send /delete again if you still want to.

## When something goes wrong

bot-error = Something went wrong on our side. Please try again in a moment.
bot-error-away = Kindred is having a short break. Please try again in a minute.
bot-error-slow = That was a bit too fast. Please try again in a minute.
bot-leaving = Welcome back! Your account is set to be deleted on { $day }. Shall everything be as it was?
bot-leaving-restore = Restore my account
bot-leaving-restored = Good to have you back. Everything is as it was.
bot-leaving-over = Your account is being deleted already. In a few minutes /start begins anew.
bot-error-leaving = Your account is being deleted right now. Please try again in a minute.

## Appeals

bot-appeal-ask = Why is this decision wrong? Please reply to this message in your own words. You can appeal once.
bot-appeal-long = That is too long: please keep it to 1,000 characters and reply to this message.

case-post-head = { $kind } · { $id }
case-post-reports = Reports about a person
case-post-photo = A photo waits for a look
case-post-verification = A video message for the badge
case-post-appeal = An appeal
case-post-reporters = { $count ->
    [one] One person has reported.
   *[other] { $count } people have reported.
}
case-post-open = Nobody works on it yet.
case-post-claimed = Somebody works on it, until { $time } UTC at least.
case-post-closed = Decided.
case-post-take = I’ll take it
case-post-look = Open in the console
case-taken = It’s yours for 15 minutes. Its evidence is in the console, and so is the decision.
case-not-staff = Only moderators can take a case. An admin can make you one in the console.
case-claimed = Somebody else is working on it already.
case-closed = This case is closed already.
case-own-decision = The decision was yours, so somebody else looks at the appeal.
case-about-you = You’re part of this case, so somebody else has to look at it.
case-later = That didn’t work just now. Please try again in a minute.

bot-blocked-undone = You can see each other again.
bot-list-back = Back
