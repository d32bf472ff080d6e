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
app-name-age = { $name }, { $age }
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
