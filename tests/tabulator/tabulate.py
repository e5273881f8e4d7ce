"""A second tabulator: the places of a book worked out from the file alone.

It shares nothing with the program: the standard library, its own reader, its own
arithmetic, written from the description of the award's rules. It prefers the
plainest way to the quickest. Run it as: python tabulate.py BOOK STAGE [--draft]
"""

# fmt: off
import hashlib
import json
import sys
from collections import defaultdict
from fractions import Fraction
from math import floor
from pathlib import Path

ROLES = {"gate": ["secretariat"], "score": ["evaluator", "team", "juror"]}
SUMS = {"sum", "trimmed_sum"}
USUAL_SCALE, NOTHING = {"min": "1", "max": "5"}, {"criteria": []}

def read(path):
    """Return the records of a book, each with its id; check the chain on the way."""
    records, link = [], ""
    for number, line in enumerate(Path(path).read_bytes().split(b"\n")[:-1], 1):
        said, _, body = line.partition(b" ")
        record_id = hashlib.sha256(b"upakarti-record/1\0" + body).hexdigest()
        link = hashlib.sha256(f"upakarti-chain/1\0{link}{record_id}".encode()).hexdigest()
        if said.decode() != link:
            raise ValueError(number)
        records.append({**json.loads(body), "id": record_id})
    return records
def rounded(value, places):
    """Round half up, a half away from zero; None leaves it exact."""
    power = 10 ** int(places or 0)
    size = Fraction(floor(abs(value) * power + Fraction(1, 2)), power)
    return value if places is None else size if value >= 0 else -size
def written(value, places):
    whole, part = divmod(int(abs(rounded(value, places)) * 10**places), 10**places)
    sign = "-" if value < 0 and (whole or part) else ""
    return f"{sign}{whole}.{part:0{places}d}" if places else f"{sign}{whole}"
def standing(records):
    """Return those that no other of them supersedes."""
    gone = {old for r in records for old in r["deed"].get("supersedes", [])}
    return [r for r in records if r["id"] not in gone]

class Book:
    """What the records say, as far as places depend on it."""
    def __init__(self, records):
        self.records = records
        self.template = next(r["deed"] for r in records if r["t"] == "founded")["template"]
        self.stages = [s["id"] for s in self.template["stages"]]
        acts, put = defaultdict(list), defaultdict(lambda: defaultdict(list))
        for r in self.some("submitted", "returned"):
            for candidate in r["deed"]["candidates"]:
                acts[r["deed"]["stage"], candidate, r["deed"]["scorer"]].append(r)
        last = {sheet: standing(several) for sheet, several in acts.items()}
        self.closed = {sheet: rs[0] for sheet, rs in last.items() if rs[0]["t"] == "submitted"}
        for r in self.some("filled"):
            sheet = tuple(r["deed"]["sheet"])
            closing = self.closed.get(sheet)
            mine = closing and all(r[key] == closing[key] for key in ("author", "device"))
            about_marks = any(e["part"] != "interest" for e in r["deed"]["entries"])
            if not (mine and r["seq"] > closing["seq"] and about_marks):
                for entry in r["deed"]["entries"]:
                    put[sheet][entry["part"], entry["item"]].append({**r, "entry": entry})
        self.entries = {sheet: {cell: standing(several) for cell, several in cells.items()}
                        for sheet, cells in put.items()}
        typists = {r["id"]: r["deed"].get("typed_by", "") for r in self.some("filled")}
        self.confirmed = {i for r in self.some("confirmed") for i in r["deed"]["records"]
                          if typists[i] != r["deed"]["by"]}
    def some(self, *kinds, **same):
        return [r for r in self.records
                if r["t"] in kinds and all(r["deed"][k] == v for k, v in same.items())]
    def final(self, stage):
        last = standing(self.some("finalised", "reopened", stage=stage))
        return next((r["deed"] for r in last if r["t"] == "finalised"), None)
    def as_of(self, stamp):
        at = {(author, device): last for author, device, last in stamp["seen"]}
        return Book([r for r in self.records if r["seq"] <= at.get((r["author"], r["device"]), 0)])
    def form(self, stage, category, key, where, nothing=()):
        name = stage.get(key, {}).get(category)
        return self.template[where][name] if name else nothing

class Sheet:
    """One scorer's sheet for one candidate, and what becomes of it."""
    def __init__(self, book, stage, category, candidate, scorer, draft):  # noqa: PLR0917 -- one of each
        self.key, self.scorer = (stage["id"], candidate, scorer), scorer
        self.book, self.stage, self.cells = book, stage, book.entries.get(self.key, {})
        self.criteria = book.form(stage, category, "rubric", "rubrics", NOTHING)["criteria"]
        self.checklist = book.form(stage, category, "checklist", "checklists")
        self.facts = book.form(stage, category, "facts", "facts")
        parts = {"gate": self.checklist, "mark": self.criteria, "fact": self.facts}
        self.asked = [(part, x["id"]) for part, several in parts.items() for x in several]
        self.asked += [("recommendation", "")] if stage.get("recommendation") else []
        self.interest = {r["entry"]["state"] for r in self.cells.get(("interest", ""), [])}
        self.marks = {c["id"]: Fraction(self.value("mark", c["id"])) for c in self.criteria
                      if self.state("mark", c["id"]) == "marked"}
        self.fate = self._fate(draft)
    def state(self, *cell):
        entries = [r["entry"] for r in self.cells.get(cell, [])]
        said = {(self._now(e), e.get("value", "")) for e in entries}
        return "conflict" if len(said) > 1 else said.pop()[0] if said else "blank"
    def _now(self, entry):
        if entry["state"] != "recused" or self.interest != {"cleared"}:
            return entry["state"]
        return "marked" if entry.get("value") else "blank"
    def value(self, *cell):
        return self.cells[cell][0]["entry"].get("value", "") if cell in self.cells else ""
    def _fate(self, draft):
        states = [self.state(*cell) for cell in self.asked]
        talked = any(cell[0] == "interview" for cell in self.cells)
        typed = [r["id"] for cell, several in self.cells.items() for r in several
                 if cell[0] != "interest" and r["deed"].get("typed_by")]
        first = (
            ("recused", "recused" in {*states, *self.interest}),
            ("conflict", any(self.state(*cell) == "conflict" for cell in self.cells)),
            ("abstained", "abstained" in [*states, self.state("sheet", "")]),
            ("unsubmitted", set(states) == {"blank"} and not talked),
            ("blank", "blank" in states or any(map(self._lacks_note, self.criteria))),
            ("interest", self.interest == {"declared"}),
            ("unconfirmed", "confirm_paper" in self.stage and set(typed) - self.book.confirmed),
            ("unsubmitted", self.key not in self.book.closed and not draft),
            ("counted", self.marks or not self.criteria),
            ("nothing", True),
        )
        return next(fate for fate, holds in first if holds)
    def _lacks_note(self, criterion):
        name, rule = criterion["id"], criterion.get("note")
        below = Fraction(rule["required_below"]) if isinstance(rule, dict) else 10**9
        if not rule or name not in self.marks or self.marks[name] >= below:
            return False
        return not any(r["entry"].get("note", "").strip() for r in self.cells["mark", name])
def worth(criterion, total, mark):
    scale = criterion.get("scale", USUAL_SCALE)
    low, high, down = Fraction(scale["min"]), Fraction(scale["max"]), "direction" in criterion
    if total == "sum":
        return -mark if down else mark
    mark = high + low - mark if down else mark
    return (mark - low) / (high - low) if scale.get("zero") == "min" else mark / high
def added(rubric, values, places):
    """Add up one value a criterion, each times its weight; the missing do not apply."""
    weights = {c["id"]: Fraction(c["weight"]) for c in rubric["criteria"]}
    grow = sum(weights.values()) / sum(weights[c] for c in values)
    parts = [worth(c, rubric.get("total"), values[c["id"]]) * weights[c["id"]] * grow
             for c in rubric["criteria"] if c["id"] in values]
    return sum(rounded(part, places) for part in parts)
def combined(method, trim, numbers):
    numbers = sorted(numbers)
    if method.startswith("trimmed") and len(numbers) > 2 * trim:
        numbers = numbers[trim : len(numbers) - trim]
    if method == "median":
        return (numbers[(len(numbers) - 1) // 2] + numbers[len(numbers) // 2]) / 2
    return sum(numbers) if method.endswith("sum") else sum(numbers) / Fraction(len(numbers))

class Category:
    """One category of one stage."""
    def __init__(self, book, stage, name, candidates, earlier, draft):  # noqa: PLR0917 -- once
        self.book, self.stage, self.name, self.earlier = book, stage, name, earlier
        panel, self.rounding = stage.get("panel", {}), stage.get("rounding", {})
        self.method, self.trim = panel.get("method", "mean"), int(panel.get("trim", 1))
        self.quorum = int(panel.get("quorum", 1))
        self.by_criteria = "combine" in panel and self.method != "rank_sum"
        self.by_rounded = "decide_on" in stage
        self.low = self.method == "rank_sum" and "weigh" not in stage
        self.rubric = book.form(stage, name, "rubric", "rubrics", NOTHING)
        self.criteria = self.rubric["criteria"]
        self.asks = stage.get("recommendation") or any(
            name in stage.get(key, {}) for key in ("rubric", "checklist", "facts"))
        self.kinds, self.unranked, self.panel, self.every = set(), {}, {}, {}
        self.counted, self.totals, self.own, self.score = {}, {}, {}, {}
        for candidate in sorted(candidates):
            self._gather(candidate, draft)
        self._own_scores()
        self._scores()
        self._outcomes()
    def _scorers(self, candidate):
        every = [a for r in self.book.some("assigned") for a in r["deed"]["assignments"]]
        mine = [a for a in every if a["stage"] == self.stage["id"]]
        roles = self.stage.get("scorers", ROLES[self.stage["kind"]])
        people = [r["deed"]["scorer"] for r in standing(self.book.some("appointed"))]
        if mine:
            return sorted({a["scorer"] for a in mine if a["candidate"] == candidate})
        return sorted(p["id"] for p in people if p["role"] in roles and self.asks)
    def _gather(self, candidate, draft):
        reached = self.book.stages[: self.book.stages.index(self.stage["id"]) + 1]
        out = [r["deed"] for r in standing(self.book.some("disqualified", candidate=candidate))]
        if any(deed.get("out", True) and deed["stage"] in reached for deed in out):
            self.unranked[candidate] = "disqualified"
            return
        every = [Sheet(self.book, self.stage, self.name, candidate, scorer, draft)
                 for scorer in self._scorers(candidate)]
        counted, recused = ([s for s in every if s.fate == f] for f in ("counted", "recused"))
        self.every[candidate], self.panel[candidate] = every, len(every) - len(recused)
        self.kinds |= {s.fate for s in every} - {"counted", "recused", "abstained", "nothing"}
        silent = [s for s in every if ("interest", "") not in s.cells and s not in recused]
        self.kinds |= {"interest"} if silent and self.stage.get("interests") else set()
        self._findings(counted)
        if self.asks and len(counted) < self.quorum:
            only = recused and len(recused) == len(every)
            self.unranked[candidate] = "recused" if only else "below_quorum"
            self.kinds.add("quorum")
        else:
            self.counted[candidate] = counted
    def _findings(self, counted):
        for item in counted[0].checklist if counted else ():
            answers = {s.value("gate", item["id"]) for s in counted}
            if item.get("blocking", True) and answers not in ({"yes"}, {"no"}):
                self.kinds.add("mend" if answers == {"mend"} else "disagreement")
        if len({s.value("recommendation", "") for s in counted}) > 1:
            self.kinds.add("disagreement")
        talks = [r["entry"] for s in counted for cell, several in s.cells.items()
                 for r in several if cell[0] == "interview"]
        partners = {dict(talk["more"])["partner"].casefold() for talk in talks}
        if counted and len(partners) < int(self.stage.get("interviews", {}).get("min", 0)):
            self.kinds.add("interviews")
    def barred(self, candidate):
        """Tell whether something other than the passing grade stands in the way."""
        for s in self.counted[candidate]:
            blocking = [i["id"] for i in s.checklist if i.get("blocking", True)]
            against = [s.value("gate", item) != "yes" for item in blocking]
            against.append(s.value("recommendation", "") == "tidak layak")
            for fact in (f for f in s.facts if f.get("blocking")):
                against.append(s.state("fact", fact["id"]) == "contradicted")
                if "at_least" in fact:
                    found = Fraction(s.value("fact", fact["id"]))
                    against.append(found < Fraction(fact["at_least"]))
            if any(against):
                return True
        least = {c["id"]: Fraction(c["minimum"]) for c in self.criteria if "minimum" in c}
        found = {name: self.of_criterion(candidate, name) for name in least}
        return any(found[c] is not None and found[c] < least[c] for c in least)
    def of_criterion(self, candidate, name):
        marks = [s.marks[name] for s in self.counted[candidate] if name in s.marks]
        if not marks:
            return None
        value = combined(self.method.replace("rank_sum", "mean"), self.trim, marks)
        return rounded(value, self.rounding.get("criterion")) if self.by_criteria else value
    def _own_scores(self):
        steps = {} if self.by_criteria else self.rounding
        for c, sheets in self.counted.items():
            self.totals[c] = {s.scorer: rounded(added(self.rubric, s.marks, steps.get("weighted")),
                                                steps.get("sheet")) for s in sheets if s.marks}
        everyone = {scorer for row in self.totals.values() for scorer in row}
        full = [c for c, row in self.totals.items() if set(row) == everyone]
        for c, row in self.totals.items():
            if not self.criteria:
                self.own |= {} if "weigh" in self.stage else {c: Fraction(not self.barred(c))}
            elif self.method == "rank_sum":
                self.own |= {c: self._rank_sum(c, full, everyone)} if c in full else {}
                excused = {s.scorer for s in self.every[c] if s.fate == "recused"}
                self.kinds |= {"incomplete"} if everyone - set(row) - excused else set()
            elif self.by_criteria:
                values = {x["id"]: self.of_criterion(c, x["id"]) for x in self.criteria}
                known = {name: v for name, v in values.items() if v is not None}
                self.own[c] = added(self.rubric, known, self.rounding.get("weighted"))
            else:
                self.own[c] = combined(self.method, self.trim, list(row.values()))
    def _rank_sum(self, c, full, everyone):
        pairs = [(self.totals[d][s], self.totals[c][s]) for s in everyone for d in full if d != c]
        return sum((Fraction((d > c) * 2 + (d == c), 2) for d, c in pairs), Fraction(len(everyone)))
    def _scores(self):
        for c in self.counted:
            parts = {name: e.carried(c) for name, e in self.earlier.items()}
            parts[self.stage["id"]] = self.own.get(c)
            weigh = self.stage.get("weigh", {self.stage["id"]: 100})
            if any(parts[name] is None for name in weigh):
                self.unranked[c] = "incomplete"
            else:
                self.score[c] = sum(Fraction(p) * parts[name] for name, p in weigh.items()) / 100
        unequal = len({len(self.counted[c]) for c in self.score}) > 1
        self.kinds |= {"unequal_panel"} if unequal and self.method in SUMS else set()
    def carried(self, c):
        return rounded(self.own[c], self.rounding.get("final")) if c in self.own else None
    def decides(self, c):
        return rounded(self.score[c], self.rounding.get("final") if self.by_rounded else None)
    def merit(self, c):
        return -self.decides(c) if self.low else self.decides(c)
    def asked(self, step, group):
        """Return what a step of the ladder knows of each tied candidate; nothing, if not of all."""
        if step == "head_to_head" and len(group) == 2:
            one, two = (self.totals[c] for c in group)
            won = [one[s] > two[s] for s in one if s in two]
            lost = [one[s] < two[s] for s in one if s in two]
            return dict(zip(group, (sum(won), sum(lost)), strict=True))
        found = {c: self._of_step(*step.partition(":")[::2], c) for c in group}
        return {} if None in found.values() else found
    def _of_step(self, kind, name, c):
        if kind == "criterion":
            value = self.of_criterion(c, name)
            down = any(x["id"] == name and "direction" in x for x in self.criteria)
            return -value if value is not None and down else value
        if kind == "stage":
            return self.own.get(c) if name == self.stage["id"] else self.earlier[name].merit(c)
        if kind == "lot":
            drawn = standing(self.book.some("drawn", stage=self.stage["id"], category=self.name))
            lots = {x: -lot for r in drawn for x, lot in r["deed"]["lots"]}
            return lots.get(c) if len(drawn) == 1 else None
        row = sorted(self.totals[c].values()) if kind != "head_to_head" else [None]
        return combined("median", 0, row) if kind == "median" else row[-(kind == "highest_sheet")]
    def split(self, group, steps):
        """Return the group in order, those still tied together."""
        if len(group) == 1 or not steps:
            return [group]
        known = self.asked(steps[0], group)
        values = sorted(set(known.values()), reverse=True)
        if len(values) < 2:
            return self.split(group, steps[1:])
        self.broken |= dict.fromkeys(group, steps[0])
        parts = [[c for c in group if known[c] == v] for v in values]
        return [p for part in parts for p in self.split(part, steps[1:])]
    def _outcomes(self):
        grade = self.stage.get("pass", {}).get("grade", {}).get(self.name)
        self.grade = None if grade is None else Fraction(grade) * (-1 if self.low else 1)
        self.quota = int(self.stage.get("select", {}).get("quota", {}).get(self.name, 10**9))
        self.broken, self.places, self.outcome, seats = {}, {}, {}, 0
        passes = {c for c in self.score if not self.barred(c) and self.meets(self.merit(c))}
        for level in sorted({self.merit(c) for c in self.score}, reverse=True):
            equal = sorted(c for c in self.score if self.merit(c) == level)
            for group in self.split(equal, self.stage.get("tie_break", [])):
                for part in self._plenary(group, passes, seats):
                    taking, place = len(passes & set(part)), len(self.places) + 1
                    said = self.verdict(seats, taking)
                    self.places |= dict.fromkeys(part, (place, len(part) > 1))
                    self.outcome |= {c: said if c in passes else "fails" for c in part}
                    seats += taking
        self.kinds |= {"tie_at_line"} if "tied_at_line" in self.outcome.values() else set()
    def verdict(self, seats, taking):
        beyond = "beyond_quota" if seats >= self.quota else "tied_at_line"
        return "selected" if seats + taking <= self.quota else beyond
    def _plenary(self, group, passes, seats):
        said = standing(self.book.some("decided", stage=self.stage["id"], category=self.name))
        named = [[c] for r in said[:1] for c in r["deed"]["order"] if c in group]
        at_line = self.verdict(seats, len(passes & set(group))) == "tied_at_line"
        rest = [c for c in group if [c] not in named]
        parts = [*named, *([rest] if rest else [])] if at_line else [group]
        self.broken |= dict.fromkeys(group, "plenary") if len(parts) > 1 else {}
        return parts
    def shown(self):
        """Return each score with the digits that its outcome needs."""
        usual, said = int(self.rounding.get("final", 2)), defaultdict(set)
        for c in self.score:
            said[self.merit(c)].add(self.outcome[c])
        rivals = {one: [two for two in said if two != one and len(said[one] | said[two]) > 1
                        and self.meets(one) == self.meets(two)] for one in said}
        places = {one: next(n for n in range(usual, 99)
                            if self.meets(rounded(one, n)) == self.meets(one)
                            and all(rounded(one, n) != rounded(two, n) for two in rivals[one]))
                  for one in said}
        return {c: written(self.decides(c), places[self.merit(c)]) for c in self.score}
    def meets(self, merit):
        return self.grade is None or merit >= self.grade
def categories(book, name, draft):
    """Work out a stage after all before it; a final one from what its stamp covers."""
    results = {}
    for stage in book.stages[: book.stages.index(name) + 1]:
        final = book.final(stage)
        if final and not (draft and stage == name):
            results[stage] = categories(book.as_of(final["stamp"]), stage, draft=False)
            continue
        people = [r["deed"]["candidate"] for r in standing(book.some("nominated"))]
        inside = {k: [c["id"] for c in people if c["category"] == k]
                  for k in sorted(book.template["categories"])}
        for last in list(results.values())[-1:]:
            inside = {k: [c for c, said in category.outcome.items() if said == "selected"]
                      for k, category in last.items()}
        rules = next(s for s in book.template["stages"] if s["id"] == stage)
        earlier = {k: {s: found[k] for s, found in results.items()} for k in inside}
        results[stage] = {k: Category(book, rules, k, inside[k], earlier[k], draft) for k in inside}
    return results[name]
def _in_conflict(book, stage, sheet, draft):
    rules = next(s for s in book.template["stages"] if s["id"] == stage)
    for each in (r["deed"]["candidate"] for r in standing(book.some("nominated"))):
        if sheet[0] == stage and each["id"] == sheet[1]:
            found = Sheet(book, rules, each["category"], *sheet[1:], draft)
            return "conflict" in {found.fate, found.state("interest", "")}
    return False
def tabulate(records, stage, *, draft=False):
    """Return the places of a stage in the form of the program's JSON, and the open kinds."""
    book = Book(records)
    found = categories(book, stage, draft)
    final = book.final(stage) and not draft
    kinds = set() if final else {kind for c in found.values() for kind in c.kinds}
    kinds |= {"not_final" for s in book.stages[: book.stages.index(stage)] if not book.final(s)}
    if "not_final" in kinds and not final:
        kinds |= {"conflict" for sheet in book.entries if _in_conflict(book, stage, sheet, draft)}
    rows = [{"id": name, "standings": standings(c), "unranked": sorted(c.unranked.items())}
            for name, c in found.items()]
    return {"kinds": sorted(kinds), "categories": rows}
def standings(category):
    k, shown = category, category.shown()
    return [{
        "place": k.places[c][0], "tied": k.places[c][1], "candidate": c, "score": shown[c],
        "exact": str(k.score[c]), "outcome": k.outcome[c], "counted": len(k.counted[c]),
        "panel": k.panel[c], "tie_broken_by": k.broken.get(c),
    } for c in sorted(k.places, key=lambda c: (k.places[c], c))]
if __name__ == "__main__":
    found = tabulate(read(sys.argv[1]), sys.argv[2], draft="--draft" in sys.argv)
    sys.stdout.write(json.dumps(found, indent=2, sort_keys=True))
