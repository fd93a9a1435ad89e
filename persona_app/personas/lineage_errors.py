"""What can go wrong with parents and with templates."""

from collections.abc import Iterable

from persona_app.core.errors import Conflict, Invalid, LimitReached, NotFound


class NoParent(Conflict):
    """The persona follows nobody."""

    code = "no_parent"

    def __init__(self) -> None:
        super().__init__("This persona has no parent. Choose one first.")


class ParentGone(Conflict):
    """The parent cannot be read: it was withdrawn, or has no version."""

    code = "parent_gone"

    def __init__(self) -> None:
        super().__init__(
            "The parent cannot be read at present: it is not public any more, or has no version yet. "
            "Nothing was changed; what this persona took over it keeps."
        )


class ParentsCircle(Conflict):
    """A persona would become its own ancestor."""

    code = "parents_circle"

    def __init__(self) -> None:
        super().__init__("This persona cannot follow one that descends from it, or itself. Nothing was changed; choose another parent.")


class ParentTooDeep(LimitReached):
    """The line of ancestors would become too long."""

    code = "parent_too_deep"

    def __init__(self, *, most: int) -> None:
        super().__init__(f"A line of parents and children has at most {most} generations. Nothing was made or changed.")


class InheritanceInvalid(Invalid):
    """Not a field, or not a way in which it can follow a parent."""

    code = "inheritance_invalid"

    def __init__(self, field: str, modes: Iterable[str] = ()) -> None:
        choices = ", ".join(modes)
        known = f"can be {choices}" if choices else "is no field that follows a parent"
        super().__init__(f"“{field}” {known}. Nothing was changed.")


class NothingToTake(Conflict):
    """The parent says nothing new in these fields."""

    code = "nothing_to_take"

    def __init__(self) -> None:
        super().__init__("The parent says nothing new in these fields, or they do not follow it. Nothing was changed; look again.")


class TemplateNotFound(NotFound):
    """No such template, or not this actor's."""

    code = "template_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such template, or not in this account.")


class TemplateInvalid(Invalid):
    """Not a template that can be kept."""

    code = "template_invalid"

    def __init__(self, faults: Iterable[str]) -> None:
        super().__init__(f"The template was not saved, and is still as you wrote it. {' '.join(faults)}")


class TemplateFixed(Conflict):
    """A template that comes with the program cannot be changed."""

    code = "template_fixed"

    def __init__(self) -> None:
        super().__init__("This template comes with the program and stays as it is. Make one of your own from it instead.")


class TemplateChanged(Conflict):
    """Somebody changed the template since the actor looked."""

    code = "template_changed"

    def __init__(self) -> None:
        super().__init__("The template was changed meanwhile, so nothing was saved. Look at it, then save again.")


class TooManyTemplates(LimitReached):
    """An account has as many templates as the settings allow."""

    code = "too_many_templates"

    def __init__(self, *, most: int) -> None:
        super().__init__(f"An account keeps at most {most} templates of its own. Nothing was made; delete one first.")
