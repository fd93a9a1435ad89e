"""What can be done with an opened version, and what two versions are chosen for on the list."""

import reflex as rx

from persona_app.web.components.forms import field
from persona_app.web.components.parts import button, button_link
from persona_app.web.pages.persona_versions.blame_state import VersionBlameState
from persona_app.web.pages.persona_versions.state import VersionsState
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.shown_version import ShownVersionState

PERSONA = CurrentPersonaState.persona


def version_tools() -> rx.Component:
    """Compare the opened version with another, see who brought what, bring it back when it is an earlier one."""
    since = VersionsState.comparison.before
    before = rx.cond(VersionsState.number > 1, VersionsState.number - 1, PERSONA.version_count)
    compare = rx.el.form(
        field(
            "since",
            "Compare with version",
            max_length=40,
            auto_complete="off",
            default_value=rx.cond(since > 0, since, before).to(str),
            key=VersionsState.number.to(str) + "-" + since.to(str),
        ),
        button("Compare", type="submit"),
        on_submit=VersionsState.compare_wanted,
        class_name="version-compare",
    )
    is_blamed = VersionBlameState.blame.number > 0
    blame = rx.cond(
        is_blamed,
        button_link("Hide who brought what", VersionBlameState.plain_href),
        button_link("Who brought what", VersionBlameState.blame_href),
    )
    is_earlier = (ShownVersionState.version.number < PERSONA.version_count) & ~PERSONA.is_archived
    restore = rx.cond(is_earlier, button("Bring this version back", on_click=VersionsState.restore_clicked))
    return rx.el.div(
        rx.cond(PERSONA.version_count > 1, compare), rx.el.div(blame, restore, class_name="row"), class_name="row is-apart version-tools"
    )


def chosen_bar() -> rx.Component:
    """The two versions that were ticked; it comes with the first."""
    count = VersionsState.chosen.length()
    told = rx.cond(
        count > 1,
        rx.el.span("Version ", VersionsState.chosen[0], " and version ", VersionsState.chosen[1], "."),
        rx.el.span("Version ", VersionsState.chosen[0], ". Choose another to compare it with."),
    )
    compare = rx.cond(count > 1, button_link("Compare the two", VersionsState.compare_href, tone="primary", is_small=True))
    return rx.cond(count > 0, rx.el.div(told, compare, class_name="chosen-bar row is-apart", role="status"))
