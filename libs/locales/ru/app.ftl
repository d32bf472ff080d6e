app-name = Kindred
