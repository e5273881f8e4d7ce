"""The rules of the award: frozen values and plain functions.

Nothing here knows a file, a screen, a clock or a language. What a candidate, a
sheet, a panel and a place in the ranking are can be read here by someone who
knows the award and not the libraries around it.
"""
