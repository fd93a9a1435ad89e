"""What is public of a persona, and what can be done with it: address, visibility, rating, a newer version, withdrawal."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.parts import button, button_link, copy_button, notice, tag, time
from persona_app.web.components.persona_frame import inner_link
from persona_app.web.components.progress import run_steps
from persona_app.web.shown.publications import ShownAttempt
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.publication_control import PublicationControlState
from persona_app.web.states.publishing import PublishingState

STATE = PublicationControlState
SHOWN = PublishingState.publication
RUN = PublishingState.run
GONE = (
    "Its page and its address answer that it is gone, and it leaves the gallery and its searches at once. Likes and the address are kept:"
    " published again, it gets both back. Copies that others made of it stay theirs."
)


def publication() -> rx.Component:
    """The whole of it."""
    return rx.fragment(_address(), _newer(), _visibility(), _rating(), _withdraw())


def hidden_note() -> rx.Component:
    """Why nobody sees it, whatever else the page is about."""
    words = notice(
        rx.el.p(rx.el.strong("An operator has hidden it."), " ", SHOWN.hidden_reason),
        rx.el.p(
            "Nobody sees it, and its address answers that it is gone. Everything is kept. Withdraw it, change what was wrong, and publish"
            " again once the operator has restored it."
        ),
        kind="failure",
    )
    return rx.cond(SHOWN.is_hidden, rx.el.div(words, class_name="publish-note"))


def _address() -> rx.Component:
    facts = rx.el.p(
        rx.el.span(inner_link("Version ", SHOWN.version_number, to=SHOWN.version_href)),
        rx.el.span(SHOWN.rating_title),
        rx.el.span(SHOWN.likes),
        rx.el.span(SHOWN.quotes_words),
        rx.el.span("published ", time(SHOWN.published_at)),
        rx.el.span("you agreed ", time(SHOWN.consented_at)),
        class_name="provenance",
    )
    address = rx.el.div(
        rx.el.a(SHOWN.url, href=SHOWN.href, target="_blank", rel="noopener", class_name="mono small break"),
        rx.el.div(copy_button(SHOWN.url, label="Copy the address"), _open(), class_name="row"),
        class_name="publish-address",
    )
    return rx.el.section(
        rx.el.div(
            rx.el.h2(SHOWN.name, class_name="publish-name"),
            rx.cond(SHOWN.is_hidden, tag("Hidden", kind="failure"), tag(SHOWN.visibility_words)),
            class_name="row",
        ),
        rx.el.p(SHOWN.headline, class_name="publish-headline"),
        rx.el.p(rx.foreach(SHOWN.tags, lambda name: rx.el.span(name, class_name="tag", key=name)), class_name="row publish-tags"),
        facts,
        address,
        class_name="publish-part",
        aria_label="What is public",
    )


def _open() -> rx.Component:
    return rx.cond(
        SHOWN.is_visible,
        rx.el.a("Open its page", href=SHOWN.href, target="_blank", rel="noopener", class_name="button is-quiet is-small"),
    )


def _newer() -> rx.Component:
    newest = CurrentPersonaState.persona.version_count
    words = rx.cond(
        newest > SHOWN.version_number,
        rx.fragment("Visitors see version ", SHOWN.version_number, "; the newest is version ", newest, "."),
        "Visitors see the newest version. Another one can take its place at any time.",
    )
    return rx.el.section(
        rx.el.h2("Another version", class_name="part-title"),
        rx.el.p(words, " Address and likes stay.", class_name="small muted"),
        button("Replace it by another version", on_click=PublishingState.replace_clicked, disabled=CurrentPersonaState.persona.is_archived),
        class_name="publish-part",
        aria_label="Another version",
    )


def _visibility() -> rx.Component:
    unlist = button("Make it unlisted", on_click=STATE.visibility_chosen("unlisted"))
    publish = button("Make it public", on_click=STATE.visibility_chosen("public"))
    listed = "The gallery lists it, searches find it, and everybody who has the address sees it."
    unlisted = "Only those who have the address see it. It is in no list, and search engines are asked to leave it out."
    is_public = SHOWN.visibility == "public"
    return rx.el.section(
        rx.el.h2("Who finds it", class_name="part-title"),
        rx.el.p(
            rx.el.strong(SHOWN.visibility_words, ". "),
            rx.cond(SHOWN.is_hidden, "Nobody sees it while it is hidden.", rx.cond(is_public, listed, unlisted)),
            class_name="small",
        ),
        rx.cond(is_public, unlist, publish),
        class_name="publish-part",
        aria_label="Who finds it",
    )


def _rating() -> rx.Component:
    raises = rx.el.div(
        rx.foreach(
            SHOWN.ratings,
            lambda one: button("Raise it to " + one.title.lower(), is_small=True, on_click=STATE.rating_raised(one.value), key=one.value),
        ),
        class_name="row",
    )
    more = rx.cond(
        SHOWN.ratings, rx.fragment(rx.el.p("It can be raised while it is public, and not lowered.", class_name="tiny muted"), raises)
    )
    return rx.el.section(
        rx.el.h2("Rating", class_name="part-title"),
        rx.el.p(rx.el.strong(SHOWN.rating_title), ". ", SHOWN.rating_words, class_name="small"),
        more,
        class_name="publish-part",
        aria_label="Rating",
    )


def _withdraw() -> rx.Component:
    sure = rx.el.div(
        rx.el.p(GONE, class_name="small"),
        rx.el.div(
            button("Withdraw it", tone="danger", is_small=True, on_click=STATE.withdraw_confirmed, auto_focus=True),
            button("Leave it as it is", tone="quiet", is_small=True, on_click=STATE.withdraw_declined),
            class_name="row",
        ),
        class_name="notice is-failure stack is-tight",
        role="alertdialog",
        aria_label="Withdraw it",
    )
    ask = button("Withdraw…", tone="danger", on_click=STATE.withdraw_asked)
    return rx.el.section(
        rx.el.h2("Withdraw", class_name="part-title"),
        rx.el.p("It is yours alone again. You can publish it anew at any time.", class_name="small muted"),
        rx.cond(STATE.is_asking, sure, ask),
        class_name="publish-part",
        aria_label="Withdraw",
    )


def publication_run() -> rx.Component:
    """The run that derives tags and the rest: a thin line, the steps, a way to stop."""
    line = rx.el.div(
        rx.el.span(style={"transform": RUN.scale}),
        class_name="progress is-top",
        role="progressbar",
        aria_label="The preparation",
        aria_valuenow=RUN.percent,
        aria_valuemin="0",
        aria_valuemax="100",
    )
    times = rx.el.p(
        rx.cond(RUN.elapsed != "", RUN.elapsed + " so far", ""),
        rx.cond(RUN.left != "", " · " + RUN.left, ""),
        class_name="tiny muted run-times",
        aria_live="off",
    )
    cancel = button("Cancel", is_small=True, on_click=STATE.cancel_clicked, disabled=RUN.is_cancelling)
    head = rx.el.div(rx.el.div(rx.el.h2(RUN.title, class_name="run-title"), times), cancel, class_name="row is-apart")
    panel = rx.el.section(
        line, head, run_steps(RUN), rx.el.p(RUN.sentence, class_name="small muted"), class_name="run-panel", aria_label="Publication"
    )
    stays = rx.cond(
        SHOWN.is_visible,
        rx.el.p("Version ", SHOWN.version_number, " stays public until you confirm the next one.", class_name="small muted"),
    )
    return rx.el.div(panel, stays, aria_live="polite", class_name="stack")


def failure() -> rx.Component:
    """How the last attempt failed: why, what was kept, what to do."""
    shown = PublishingState.failure
    words = notice(
        rx.el.p(rx.el.strong(shown.title), ". ", shown.why),
        rx.el.p(shown.kept, " Go on where it stopped, or choose again below."),
        rx.cond(shown.run_id != "", rx.el.div(button("Try again", is_small=True, on_click=STATE.retry_clicked), class_name="row")),
        kind="failure",
    )
    return rx.cond(shown.why != "", rx.el.div(words, class_name="publish-note"))


def withdrawn_note() -> rx.Component:
    """That it was public, and what became of its address."""
    address = rx.el.span(SHOWN.href, class_name="mono break")
    words = notice(rx.el.p("It was withdrawn ", time(SHOWN.withdrawn_at), ". Its address ", address, " is kept for it."))
    return rx.cond(SHOWN.is_withdrawn & (SHOWN.slug != ""), rx.el.div(words, class_name="publish-note"))


def attempts() -> rx.Component:
    """All that was tried, newest first."""
    items = rx.el.ol(rx.foreach(PublishingState.attempts, _attempt), class_name="lines", aria_label="Attempts")
    return rx.cond(
        PublishingState.attempts,
        rx.el.section(
            rx.el.h2("What was tried", class_name="part-title attempts-title"), items, class_name="part", aria_label="What was tried"
        ),
    )


def _attempt(one: rx.Var[ShownAttempt]) -> rx.Component:
    state = rx.cond(one.state == "failed", tag(one.words, kind="failure"), tag(one.words))
    why = rx.cond(one.why != "", rx.el.p(one.why, class_name="small muted"))
    head = rx.el.div(rx.el.span(one.title, class_name="small"), state, rx.el.span(time(one.created_at), class_name="tiny muted"))
    return rx.el.li(rx.el.div(head, class_name="attempt"), why, class_name="attempt-entry", key=one.id)


def no_version() -> rx.Component:
    """Before the first build."""
    href = f"{routes.STUDIO}/" + CurrentPersonaState.persona.id
    return rx.el.section(
        rx.el.h2("There is nothing to publish yet", class_name="empty-title"),
        rx.el.p("What visitors see is a version. Build the first one; then you choose here what goes out.", class_name="empty-text"),
        button_link("Go to its profile", href, tone="primary"),
        class_name="empty",
    )
