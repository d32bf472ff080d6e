app-name = Kindred
app-back = Назад
app-close = Закрыть
app-close-app = Закрыть Kindred
app-loading = Загружаем…
app-try-again = Повторить
app-save = Сохранить
app-saved = Сохранено
app-new = Новое
away-likes = { $count ->
    [one] Вы понравились ещё { $count } человеку.
   *[other] Вы понравились ещё { $count } людям.
}
app-cancel = Отмена
app-tabs = Основные разделы
app-tab-deck = Люди
app-tab-likes = Симпатии
app-tab-chats = Чаты
app-tab-profile = Профиль
# An age of 0 is one that the person hides.
app-name-age =
    { $age ->
        [0] { $name }
       *[other] { $name }, { $age }
    }
app-failed = Не получилось. Попробуйте ещё раз.
app-failed-offline = Нет связи. Повторите, когда появится интернет.
app-failed-often = Слишком много попыток. Подождите немного.
app-text-left = { $count ->
    [one] Остался { $count } символ
    [few] Осталось { $count } символа
   *[many] Осталось { $count } символов
}
app-text-over = { $count ->
    [one] Лишний { $count } символ
    [few] Лишние { $count } символа
   *[many] Лишних { $count } символов
}

### The live connection.

live-connecting = Подключаемся…
live-waiting = { $count ->
    [one] Подключаемся… Ждёт { $count } сообщение
    [few] Подключаемся… Ждут { $count } сообщения
   *[many] Подключаемся… Ждут { $count } сообщений
}
live-elsewhere = Kindred открыт в другом месте.
live-here = Продолжить здесь

### Why nobody is signed in, and the way on.

system-offline-banner = Вы не в сети
system-offline-title = Нет связи
system-offline-text = Не удаётся связаться с Kindred. Проверьте интернет и попробуйте ещё раз.
system-server-title = Что-то пошло не так
system-server-text = Ошибка на нашей стороне. Попробуйте ещё раз через минуту.

