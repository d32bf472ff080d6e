### A person's page, a match, likes received.

person-about = About
person-interests = Interests
person-facts = At a glance
person-why = Why you might click
person-message = A message for you
person-height = Height
person-height-cm = { $cm } cm
person-languages = Speaks
person-gone-title = This profile isn’t here
person-gone-text = The person may have left Kindred, or the link is wrong.
reason-recency = Active recently
reason-completeness = Has a full profile
reason-like-rate = Makes a good impression
reason-distance = Lives nearby
reason-interests = Shares your interests
reason-liked-you = Already likes you
reason-score = { $score }% match

match-title = It’s a match!
match-text = You and { $name } like each other.
match-write = Say hello
match-later = Later
away-title = While you were away
away-matches = { $count ->
    [one] You have a new match.
   *[other] You have { $count } new matches.
}
away-see = See who

likes-title = People who like you
likes-empty-title = No new likes yet
likes-empty-text = When someone likes you, they’ll show up here. A good photo and a few words help.
likes-to-profile = Polish my profile
likes-more = Show more
likes-superlike = Superlike
likes-used-up = You’ve used all your swipes for today. The next one comes back { $day } at { $time }.

used-up-title = That’s all for today
used-up-text = You’ve seen a lot of people today. This card stays on top, and your next swipe comes back { $day } at { $time }.
used-up-text-soon = You’ve seen a lot of people today. This card stays on top, and your swipes come back soon.
used-up-likes = See who likes me
used-up-close = OK

superlike-title = A superlike for { $name }
superlike-text = { $name } will see it on your card before swiping. Once sent it is spent, even if you bring the card back.
superlike-message = A few words, if you like
superlike-send = Send the superlike
superlike-left = { $count ->
    [0] None left
    [one] One left today
   *[other] { $count } left today
}
superlike-next = The next one comes back at { $time }.

## May the bot write?

writing-title = Shall we tell you?
writing-text = When they like you back, or somebody writes to you, our bot can tell you in Telegram. For that it needs your permission to write to you.
writing-choose = You choose what you’re told, and when, in the settings.
writing-allow = Yes, tell me
writing-later = Not now
writing-done = Good, we’ll tell you.
