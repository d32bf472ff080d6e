### The live connection.

live-connecting = Подключаемся…
live-waiting = { $count ->
    [one] Подключаемся… Ждёт { $count } сообщение
    [few] Подключаемся… Ждут { $count } сообщения
   *[many] Подключаемся… Ждут { $count } сообщений
}
live-elsewhere = Kindred открыт в другом месте.
live-here = Продолжить здесь
