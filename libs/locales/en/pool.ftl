### How many people there are, and why a deck is empty.

# Counts are lower ends: 0 is fewer than ten.
pool-people = { $count ->
    [0] Fewer than 10 people
   *[other] { $count }+ people
}
pool-hidden-people = { $count ->
    [0] Perhaps a few people
   *[other] { $count }+ people
}
pool-hidden-title = No one new within your filters
pool-hidden-text = One small step, and there’s someone to meet:
pool-hidden-text-few = One small step, and there may be someone to meet:
pool-hidden-text-fixed = There are others, but what you and they are looking for doesn’t match:
pool-nobody-title = You’ve seen everyone
pool-nobody-text = No one is left even with the widest filters. New people join every day, so check back soon.
pool-unknown-text = New people join every day, so check back soon.
pool-why-distance = farther away than { $far }
pool-why-age = younger than { $min } or older than { $max }
pool-why-older = older than { $max }
pool-why-younger = younger than { $min }
pool-why-interests = with other interests
pool-why-languages = speaking other languages
pool-why-height = of another height, or who haven’t said
pool-why-theirs = with filters of their own
pool-why-seen = you’ve already seen
pool-widen-distance = Look up to { $far }
pool-widen-age = Ages { $min } to { $max }
pool-widen-drop = Drop this filter
pool-adds = { $count ->
    [0] { $label }
   *[other] { $label } · { $count }+
}
pool-not-ready-title = Almost there
pool-not-ready-text = Say where you are and who you’d like to see, and the deck will fill up.
pool-again = Look again
pool-filters = Filters
