"""Models that answer by a table of behaviours, registered with the real `llm` through its plug-in hook."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import llm

#: Prompts that any fake model was given, as (model, system, user, whether a schema came along).
Asked = list[tuple[str, str, str, bool]]

SENTENCE = re.compile(r"^\d+\. (.*)$", re.MULTILINE)


def good(prompt: str) -> str:
    """A label and quotes, or a yes with quotes of both groups, taken from the sentences themselves."""
    if "Group B" in prompt:
        first, second = prompt.split("\nGroup B\n")
        quotes = [[SENTENCE.findall(group)[0]] for group in (first, second)]
        return json.dumps({"same": True, "quotes_a": quotes[0], "quotes_b": quotes[1]})
    return json.dumps({"label": "Access was cut off", "quotes": [SENTENCE.findall(prompt)[-1][:40]]})


def false_quote(prompt: str) -> str:
    said = json.loads(good(prompt))
    return json.dumps({name: ["words that nobody wrote"] if "quotes" in name else it for name, it in said.items()})


def raising(prompt: str) -> str:
    raise llm.ModelError("the model is\x1b[31m overloaded\nnow")


def interrupted(prompt: str) -> str:
    raise KeyboardInterrupt


BEHAVIOURS: dict[str, Callable[[str], str]] = {
    "good": good,
    "fenced": lambda prompt: f"```json\n{good(prompt)}\n```",
    "false-quote": false_quote,
    "no-json": lambda prompt: f"Certainly! {good(prompt)}",
    "raising": raising,
    "interrupted": interrupted,
}


class FakeModel(llm.Model):
    """Answers by a behaviour, or by one a prompt in turn; `asked` keeps what it was given."""

    can_stream = True

    def __init__(self, model_id: str, behaviours: list[str], asked: Asked, *, schema: bool = True) -> None:
        self.model_id, self.behaviours, self.asked, self.supports_schema = model_id, behaviours, asked, schema
        self.turn = 0

    def execute(
        self, prompt: llm.Prompt, stream: bool, response: llm.Response, conversation: llm.Conversation | None
    ) -> Iterator[str]:
        assert prompt.prompt is not None
        self.asked.append((self.model_id, prompt.system or "", prompt.prompt, prompt.schema is not None))
        behaviour = self.behaviours[self.turn % len(self.behaviours)]
        self.turn += 1
        text = BEHAVIOURS[behaviour](prompt.prompt)
        # In pieces, as models stream.
        yield from (text[start : start + 7] for start in range(0, len(text), 7))


class EndlessModel(FakeModel):
    """Never stops; `pieces` counts how far it was let go."""

    pieces = 0

    def execute(
        self, prompt: llm.Prompt, stream: bool, response: llm.Response, conversation: llm.Conversation | None
    ) -> Iterator[str]:
        while True:
            self.pieces += 1
            yield '{"label": "' + "a" * 500


class KeyedModel(FakeModel):
    """Cannot be asked without a key."""

    needs_key = "fake"
    key_env_var = "FAKE_KEY"


class Plugin:
    """What a plug-in of `llm` is: an object with hooks."""

    def __init__(self) -> None:
        self.asked: Asked = []
        self.endless = EndlessModel("fake-endless", [], self.asked)

    @llm.hookimpl
    def register_models(self, register: Callable[..., None]) -> None:
        for name in BEHAVIOURS:
            register(FakeModel(f"fake-{name}", [name], self.asked), aliases=(f"alias-{name}",))
        register(FakeModel("fake-plain", ["good"], self.asked, schema=False))
        register(FakeModel("fake-fickle", ["raising", "good", "false-quote"], self.asked))
        register(FakeModel("fake-cut-short", ["good", "good", "interrupted"], self.asked))
        register(KeyedModel("fake-keyed", ["good"], self.asked))
        register(self.endless)
