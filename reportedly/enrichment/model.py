"""The door to `llm`, and the only file that opens it: a model by its name, its answer as text, its errors in our words.

Nothing here logs: `llm` writes to its own database only where it is told to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from fetchers.clean import one_line
from reportedly.enrichment.answers import ANSWER_LIMIT
from reportedly.exits import UsageError

if TYPE_CHECKING:
    import llm


class Failed(Exception):
    """A model gave no answer; the text says what it gave instead."""


class Model(Protocol):
    """Something that can be asked. `name` is what its remarks are marked with."""

    @property
    def name(self) -> str: ...

    def ask(self, system: str, prompt: str, schema: dict[str, Any]) -> str:
        """What it says, cut off past ANSWER_LIMIT. Raises `Failed`, and `UsageError` where its key is missing."""
        ...


def open_model(name: str) -> Model:
    """The model that `llm` knows by this name or alias, ready to be asked. Raises `UsageError`."""
    try:
        import llm
    except ImportError as error:
        raise UsageError(
            f"the enricher needs the package llm ({error}); install it with: pip install 'reportedly[llm]'"
        ) from None
    try:
        found = llm.get_model(name)
    except llm.UnknownModelError:
        raise UsageError(
            f"llm knows no model '{name}' that can be asked; `llm models` lists those it has, "
            "`llm install` adds a plug-in with more"
        ) from None
    except Exception as error:  # noqa: BLE001 - plug-ins load here, and may raise anything
        raise UsageError(f"llm cannot load its models ({_told(error)}); `llm models` must work first") from None
    try:
        found.get_key()
    except llm.NeedsKeyException as error:
        raise _keyless(name, error) from None
    return _Model(found)


class _Model:
    def __init__(self, model: llm.Model) -> None:
        self.model = model

    @property
    def name(self) -> str:
        return one_line(self.model.model_id)

    def ask(self, system: str, prompt: str, schema: dict[str, Any]) -> str:
        import llm

        parts: list[str] = []
        try:
            answer = self.model.prompt(
                prompt,
                system=system,
                stream=self.model.can_stream,
                schema=schema if self.model.supports_schema else None,
            )
            for part in answer:
                parts.append(part)
                if sum(map(len, parts)) > ANSWER_LIMIT:
                    break
        except llm.NeedsKeyException as error:
            raise _keyless(self.name, error) from None
        except Exception as error:  # noqa: BLE001 - a plug-in and the network behind it may raise anything
            raise Failed(_told(error)) from None
        return "".join(parts)[: ANSWER_LIMIT + 1]


def _keyless(name: str, error: Exception) -> UsageError:
    return UsageError(f"model '{name}' cannot be asked without its key: {_told(error)}")


def _told(error: Exception) -> str:
    """An error of somebody else's code on one line, of a length that can be read."""
    text = one_line(str(error)) or type(error).__name__
    return text if len(text) <= 200 else f"{text[:199]}…"
