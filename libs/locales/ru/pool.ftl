### How many people there are, and why a deck is empty.

# Числа — нижние границы: 0 значит меньше десяти.
pool-people = { $count ->
    [0] Меньше 10 человек
   *[other] { $count }+ человек
}
pool-hidden-people = { $count ->
    [0] Возможно, несколько человек
   *[other] { $count }+ человек
}
pool-hidden-title = По вашим фильтрам пока никого
pool-hidden-text = Один шаг — и будет с кем познакомиться:
pool-hidden-text-few = Один шаг — и, может быть, будет с кем познакомиться:
pool-hidden-text-fixed = Другие есть, но ваши пожелания не совпадают:
pool-nobody-title = Вы посмотрели всех
pool-nobody-text = Даже с самыми широкими фильтрами никого не осталось. Новые люди приходят каждый день, загляните позже.
pool-unknown-text = Новые люди приходят каждый день, загляните позже.
pool-why-distance = дальше { $far }
pool-why-age = младше { $min } или старше { $max }
pool-why-older = старше { $max }
pool-why-younger = младше { $min }
pool-why-interests = с другими интересами
pool-why-languages = с другими языками
pool-why-height = другого роста или без него
pool-why-theirs = со своими фильтрами
pool-why-seen = из тех, кого вы уже видели
pool-widen-distance = Искать до { $far }
pool-widen-age = Возраст { $min }–{ $max }
pool-widen-drop = Убрать этот фильтр
pool-adds = { $count ->
    [0] { $label }
   *[other] { $label } · { $count }+
}
pool-not-ready-title = Осталось немного
pool-not-ready-text = Укажите, где вы и кого хотите видеть, — и здесь появятся люди.
pool-again = Обновить
pool-filters = Фильтры
