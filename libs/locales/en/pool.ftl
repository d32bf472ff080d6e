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
pool-hidden-title = Nobody new within your filters
pool-hidden-text = A small step, and there is somebody to meet:
pool-hidden-text-few = A small step, and there may be somebody to meet:
pool-hidden-text-fixed = There are others, but your wishes and theirs do not meet:
pool-nobody-title = You have seen everybody
pool-nobody-text = Nobody is left within the widest filters. New people come every day, so look in again soon.
pool-unknown-text = New people come every day, so look in again soon.
pool-why-distance = farther away than { $km } km
pool-why-age = younger than { $min } or older than { $max }
pool-why-older = older than { $max }
pool-why-younger = younger than { $min }
pool-why-gender = of a gender you do not look for
pool-why-goals = looking for something else
pool-why-has-photo = without a photo
pool-why-verified = not verified yet
pool-why-interests = with other interests
pool-why-languages = speaking other languages
pool-why-height = of another height, or none given
pool-why-smoking = with another answer about smoking
pool-why-drinking = with another answer about alcohol
pool-why-children = with other thoughts about children
pool-why-education = with another education
pool-why-theirs = with other wishes of their own
pool-why-seen = whom you have seen already
pool-widen-distance = Look up to { $km } km
pool-widen-age = Ages { $min } to { $max }
pool-widen-drop = Drop this filter
pool-adds = { $count ->
    [0] { $label }
   *[other] { $label } · { $count }+
}
pool-not-ready-title = A little is missing
pool-not-ready-text = Say where you are and whom you want to see, and the deck fills up.
pool-again = Look again
pool-filters = Filters
