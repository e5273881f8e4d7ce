"""A place worked out again from its explanation alone, the book put aside."""

from fractions import Fraction

from tabulator.tabulate import added, combined, rounded


def recompute(said):
    """Return score, decided number, verdict on the grade and place, as the explanation implies.

    The marks, rules and rivals are taken from it; nothing that it worked out itself is.
    """
    rules, steps = said["rules"], said["rules"]["rounding"]
    exact = own_score(said)
    if rules["weigh"]:
        parts = {part["stage"]: Fraction(part["score"]) for part in said["weigh"]}
        if exact is not None and said["stage"] in parts:
            parts[said["stage"]] = exact
        exact = sum(Fraction(p) * parts[stage] for stage, p in rules["weigh"].items()) / 100
    decided = rounded(exact, steps["final"] if rules["decide_on"] == "rounded" else None)
    low = rules["method"] == "rank_sum" and not rules["weigh"]
    grade = rules["passing_grade"]
    meets = grade is None or (decided <= Fraction(grade) if low else decided >= Fraction(grade))
    return {
        "exact": str(exact),
        "decided": str(decided),
        "meets_grade": meets,
        "place": place(said, decided, low=low),
    }


def own_score(said):
    """Return the score from the sheets of the stage; None where it has no rubric."""
    rules, steps = said["rules"], said["rules"]["rounding"]
    if not rules["criteria"]:
        barred = bool(said["result"]["reasons"])
        return None if rules["weigh"] else Fraction(not barred)
    if rules["method"] == "rank_sum":
        return sum(map(Fraction, said["panel"]["ranks"]), Fraction(0))
    rubric = {"total": rules["total"], "criteria": [criterion(c) for c in rules["criteria"]]}
    sheets = [
        {mark["criterion"]: Fraction(mark["value"]) for mark in sheet["marks"]}
        for sheet in said["sheets"]
        if sheet["counts"]
    ]
    if rules["combine"] == "sheets":
        totals = [
            rounded(added(rubric, marks, steps["weighted"]), steps["sheet"]) for marks in sheets
        ]
        return Fraction(combined(rules["method"], rules["trim"], totals))
    values = {}
    for each in rules["criteria"]:
        marks = [marks[each["id"]] for marks in sheets if each["id"] in marks]
        if marks:
            value = combined(rules["method"], rules["trim"], marks)
            values[each["id"]] = rounded(value, steps["criterion"])
    return Fraction(added(rubric, values, steps["weighted"]))


def criterion(told):
    """Return a criterion the way the template of a book has it."""
    scale = {"min": told["min"], "max": told["max"], "zero": told["zero"]}
    down = {"direction": "down"} if told["direction"] == "down" else {}
    return {"id": told["id"], "weight": told["weight"], "scale": scale, **down}


def place(said, decided, *, low):
    """Count who is ahead: by score, then by the first step that tells the two apart."""
    me, ahead = said["candidate"]["id"], 0
    for rival in said["rivals"]:
        other = Fraction(rival["decided"])
        if rival["candidate"] == me:
            continue
        if other == decided:
            ahead += beats(said, rival["candidate"], me)
        else:
            ahead += (other < decided) == low
    return ahead + 1


def beats(said, other, me):
    """Tell whether another is ahead of me by the ladder."""
    for rung in said["ladder"]:
        values = {candidate: Fraction(value) for candidate, value in rung["values"].items()}
        if other in values and values[other] != values[me]:
            return values[other] > values[me]
    return False
