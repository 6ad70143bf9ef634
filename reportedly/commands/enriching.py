"""`reportedly enrich`: a second opinion, off until a person names a model."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice

from reportedly.clock import system_clock
from reportedly.commands.common import home
from reportedly.enrichment import run
from reportedly.enrichment.model import open_model
from reportedly.enrichment.questions import SYSTEM
from reportedly.enrichment.run import Outcome
from reportedly.exits import Exit, UsageError
from reportedly.home import Home
from reportedly.progress import Line
from reportedly.saying import say
from store.lock import poll_lock
from store.wording import counted


def enrich(options: argparse.Namespace) -> int:
    """Asks the model what it has not answered yet; exit code 1 where it gave no answer to any question."""
    place = home(options)
    settings = place.settings().enrich
    name = options.model or settings.model
    if options.limit is not None and options.limit < 1:
        raise UsageError(f"--limit {options.limit} asks nothing; choose 1 or more")
    if options.dry_run:
        return _dry_run(place, name, settings.budget, options.limit)
    if not name:
        raise UsageError(
            "no model is named, and none is asked unless you name it: reportedly enrich --model NAME, or "
            f'model = "NAME" under [enrich] in {place.config}; `llm models` lists those that llm knows'
        )
    model, line = open_model(name), Line()
    with poll_lock(place.root / "enrich.lock", "enricher"), place.open() as store:
        try:
            outcome = run.enrich(store, model, system_clock, budget=settings.budget, limit=options.limit, progress=line)
        finally:
            line.clear()
    for text in outcome_lines(outcome, model.name, settings.budget):
        say(text)
    return Exit.FAILED if outcome.asked and outcome.failed.total() == outcome.asked else Exit.DONE


def _dry_run(place: Home, name: str, budget: int, limit: int | None) -> int:
    """Prints what would be sent, to the letter; with a model named, only what that one was not asked yet."""
    model = open_model(name) if name else None
    now = system_clock()
    with place.open() as store:
        allowed = run.room(store, budget, now)
        every = list(run.open_questions(store, model.name if model else None, now))
    most = allowed if limit is None else min(allowed, limit)
    for question in islice(every, most):
        print(f"##### {question.name}\n{SYSTEM}\n\n{question.prompt}\n")
    said = counted(min(most, len(every)), "prompt")
    say(f"{said} would be put of {len(every):,} open; nobody was asked")
    return Exit.DONE


def outcome_lines(outcome: Outcome, model: str, budget: int) -> Iterator[str]:
    """What a run came to: why answers are missing, then the figures, then what holds back the rest."""
    for reason, count in sorted(outcome.failed.items()):
        yield f"model '{model}' failed ({counted(count, 'time')}): {reason}"
    for reason, count in sorted(outcome.refused.items()):
        yield f"answer refused ({counted(count, 'time')}): {reason}"
    if not outcome.asked and not outcome.left:
        yield f"model '{model}' has answered all there is to ask"
        return
    yield (
        f"{counted(outcome.asked, 'prompt')} put to '{model}': {counted(outcome.kept, 'remark')} kept, "
        f"{outcome.refused.total()} refused, {outcome.failed.total()} failed; "
        f"{counted(outcome.left, 'question')} left"
    )
    if outcome.left and not outcome.budget_left:
        yield f"the day's budget of {counted(budget, 'prompt')} is used up (budget under [enrich]); go on tomorrow, UTC"
