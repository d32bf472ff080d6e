### The deck.

deck-title = Знакомства
deck-pass = Пропустить
deck-like = Нравится
deck-superlike = Суперлайк
deck-undo = Вернуть последнюю карточку
deck-details = Подробнее: { $name }
deck-filters = Фильтры
deck-card =
    { $age ->
        [0] { $name }. Стрелка влево — пропустить, вправо — нравится, вверх — суперлайк, вниз — подробнее, пробел — следующее фото.
       *[other] { $name }, { $age }. Стрелка влево — пропустить, вправо — нравится, вверх — суперлайк, вниз — подробнее, пробел — следующее фото.
    }
deck-photo = Фото { $number } из { $count }: { $name }
deck-no-photo = { $name }, пока без фото
deck-stamp-like = Нравится
deck-stamp-pass = Мимо
deck-stamp-superlike = Суперлайк
deck-refused = Не получилось. Карточка вернулась.
deck-refused-offline = Нет связи. Карточка вернулась, ничего не пропало.
deck-refused-often = Слишком быстро! Сделайте небольшую паузу.
deck-refused-undo = Эту карточку уже не вернуть.
deck-refused-superlikes = Суперлайки на сегодня закончились.
deck-widened = В радиусе { $own } никого не осталось: ищем до { $far }
deck-paused = Ваш профиль скрыт.
deck-unpause = Показать снова

length-km = { $count } км
length-miles = { $count } ми
distance-within = до { $to } от вас
distance-between = { $from }–{ $to } от вас
distance-beyond = больше { $from } от вас

person-more = Действия: { $name }
person-verified = Профиль проверен
person-common = Общие интересы
