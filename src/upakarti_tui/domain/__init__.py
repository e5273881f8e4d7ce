"""The rules of the award: frozen values and plain functions.

Nothing here knows a file, a screen, a clock or a language. Whoever knows the
award and not the libraries around it can read here what holds:

- `people`: who is judged and who judges;
- `programme`: what a template says;
- `book`: what is on record, and what the records say together;
- `scoring`: from marks to a candidate's score in one stage;
- `places`: from scores to places, each told in words;
- `figures`: how the panel agreed, beside the ranking;
- `checks`: what a template may not say, and what it leaves open.
"""
