"""What a program may meet where others take part: publishing, films, accounts, webhooks."""

from collections.abc import Mapping

from persona_app.api.catalogue.entry import Entry

PICTURES: Mapping[str, Entry] = {
    "picture_not_found": Entry("No picture", "The persona has no picture.", "Give it one: PUT /v1/person/{id}/picture."),
    "picture_too_large": Entry("Picture too large", "The picture has more bytes than one may have.", "Send a smaller one."),
    "picture_unreadable": Entry("Picture unreadable", "It is no PNG, JPEG or WebP, whatever its name says.", "Send one of these."),
    "picture_damaged": Entry("Picture damaged", "It breaks off, or breaks its reader.", "Save it again, or send another one."),
    "picture_unfit": Entry(
        "Picture unfit",
        "A side below 64 pixels, one more than four times the other, or more than 25 million pixels.",
        "Crop or scale it.",
    ),
    "picture_too_slow": Entry("Picture too slow", "Reading it took longer than its deadline.", "Save it in a simpler form."),
    "picture_refused": Entry("Picture refused", "It was judged to show a minor in a sexual way.", "Nothing cures it; it was not kept."),
    "declaration_stays": Entry(
        "Declaration stays",
        "While the persona is public, its picture is declared milder than before.",
        "Give it another picture, or withdraw the persona first.",
    ),
    "picture_going": Entry("Picture going", "The same picture is just being removed from the store.", "Send it again in a few minutes."),
    "picture_store_unavailable": Entry(
        "Picture store unavailable", "The folder or the object store does not take or give pictures.", "Try again later."
    ),
}

PUBLISHING: Mapping[str, Entry] = {
    "already_public": Entry(
        "Already public", "A version is public, and `replace` was not asked for; it stays.", "Send `replace: true`, or withdraw it."
    ),
    "publication_underway": Entry(
        "Publication under way",
        "An attempt to publish this persona is at work, or waits for your word. Nothing else was begun.",
        "Wait for its run, confirm it, or call it off.",
    ),
    "nothing_to_confirm": Entry(
        "Nothing to confirm", "No attempt waits for your word, or none is there to be called off.", "Read …/publication."
    ),
    "review_over": Entry(
        "Review over",
        "Another attempt waits than the one that `attempt_id` names. Nothing was published.",
        "Read …/publication; look, confirm.",
    ),
    "changed_since_rated": Entry(
        "Changed since rated",
        "The persona was renamed, or thoughts of it were hidden or shown, after it was rated. Nothing was published.",
        "POST …/publication/decline, then …/publication again.",
    ),
    "not_published": Entry("Not published", "Nothing of the persona is public.", "Publish a version."),
    "tag_unknown": Entry("No such tag", "A word is no tag of the list and no synonym of one. Nothing was published.", "GET /v1/tags."),
    "too_many_tags": Entry("Too many tags", "A persona has at most 20 tags. Nothing was published.", "Send fewer."),
    "rating_too_low": Entry(
        "Rating too low", "A rating rises only: safe, suggestive, unrated, explicit.", "Send a stricter one; for a milder one publish anew."
    ),
    "visibility_invalid": Entry("Visibility invalid", "A persona is published as public or unlisted.", "To make it private, withdraw it."),
    "sexualised_minor": Entry(
        "Sexualised minor", "A persona under 18, or a text about minors, with explicit content. Nothing became public.", "Nothing cures it."
    ),
    "no_address_free": Entry("No address free", "Every address that was tried is taken. Nothing was published.", "Try again."),
    "publication_not_found": Entry("Publication not found", "There is no public persona here.", "Check the address."),
    "report_not_found": Entry("Report not found", "There is no such report; it may have gone with its persona.", "Read the list again."),
    "report_invalid": Entry("Report invalid", "A report has at most 1,000 characters; `other` needs some.", "Say what is wrong, shorter."),
    "reason_missing": Entry("Reason missing", "Hiding needs a reason of 1 to 300 characters.", "Give one; the owner reads it."),
    "moderator_needed": Entry("Moderator needed", "Only the operator of the installation may do this.", "Ask the operator."),
}

PUBLIC: Mapping[str, Entry] = {
    "public_persona_not_found": Entry(
        "No such public persona", "Nothing public ever had this address.", "Search: GET /v1/public/personas."
    ),
    "public_persona_gone": Entry(
        "Gone", "The persona was withdrawn, archived, hidden or deleted.", "Nothing cures it; look for another one."
    ),
    "public_persona_moved": Entry("Moved", "The persona has another address now.", "Follow `Location`."),
    "too_many_visits": Entry(
        "Too many requests without a token",
        "One address sent more of them in a minute than it may (PERSONA_VISITOR_REQUESTS_PER_MINUTE).",
        "Wait as many seconds as `Retry-After` says, or send a token.",
    ),
}

WEBHOOKS: Mapping[str, Entry] = {
    "webhook_not_found": Entry("Webhook not found", "The token's account has no such webhook.", "GET /v1/webhooks."),
    "delivery_not_found": Entry(
        "Delivery not found", "The webhook has no such delivery, or it was deleted with the old part of the log.", "List its deliveries."
    ),
    "webhook_address_refused": Entry(
        "Address refused",
        "The address is misspelt, unknown, private, at another port than 443 or 80, or carries a user name. Nothing was saved.",
        "Send an address that everybody on the internet can reach; an operator may allow private ones (PERSONA_WEBHOOK_ALLOW).",
    ),
    "webhook_invalid": Entry("Webhook invalid", "The description is too long. Nothing was saved.", "Shorten it."),
    "too_many_webhooks": Entry("Too many webhooks", "An account has at most 20.", "Remove one."),
    "too_many_tests": Entry("Too many tests", "Ten tests of a webhook were sent within a minute.", "Wait a moment."),
    "webhook_off": Entry("Webhook off", "Nothing is sent to a webhook that is off.", 'PATCH it with `{"is_on": true}` first.'),
}

MOVIES: Mapping[str, Entry] = {
    "movie_not_found": Entry("Film not found", "No corpus has such a film; its corpus may have been removed.", "Search for it again."),
    "character_not_found": Entry(
        "Character not found", "No corpus has such a character; its corpus may have been removed.", "Search: GET /v1/characters?q=…"
    ),
    "no_characters": Entry("No characters", "No character was named.", "Name at least one: GET /v1/characters?q=…"),
    "too_many_characters": Entry("Too many characters", "More characters than dialogues that are read.", "Name at most 500."),
    "characters_silent": Entry("Characters silent", "None of the characters says a line.", "Name others."),
    "enrichment_not_found": Entry(
        "Enrichment not found", "The run's characters were given up before it began.", "Name the characters again."
    ),
    "character_taken": Entry(
        "Character taken",
        "The persona has thoughts of a character already, or a run is making them.",
        "Leave out those the sentence names.",
    ),
    "enrichment_waiting": Entry(
        "Enrichment waiting", "Other characters are queued for this persona.", "Wait until that run has begun, or cancel it."
    ),
    "thought_not_found": Entry("Thought not found", "The persona has no such thought.", "List them: GET /v1/person/{persona_id}/thoughts"),
    "line_not_found": Entry("Line not found", "No corpus has such a line; its corpus may have been removed.", "Search for it again."),
    "corpus_not_found": Entry("Corpus not found", "There is no corpus of this name.", "The operator runs `persona movies list`."),
    "corpus_name_taken": Entry(
        "Corpus name taken",
        "Another corpus has this name.",
        "The operator imports with `--name`, or with `--replace` instead of the first.",
    ),
    "corpus_source_missing": Entry("Corpus file missing", "There is nothing at this path.", "Check the path."),
    "corpus_source_unreadable": Entry("Corpus file unreadable", "A file is empty, damaged, or no text.", "Get it again."),
    "corpus_source_too_large": Entry(
        "Corpus file too large", "A file is too large, or grows out of proportion when it is unpacked.", "Raise PERSONA_CORPUS_MAX_BYTES."
    ),
    "corpus_layout_unknown": Entry(
        "Corpus layout unknown",
        "No layout fits the files, or most rows can't be read.",
        "Do what the sentence says; docs/MOVIES.md has all.",
    ),
    "corpus_mapping_wrong": Entry(
        "Corpus columns unknown", "Which column is what is not known, or named wrongly.", "Name them: `--map speaker=…,text=…`."
    ),
    "download_too_large": Entry("Download too large", "A file is larger than what is downloaded.", "Download it yourself, then import it."),
    "download_no_file": Entry("Download is no file", "The address leads to a web page.", "Give the address of the file itself."),
    "operator_needed": Entry("Operator needed", "Only the operator adds or removes corpora.", "Ask the operator."),
}

ACCOUNTS: Mapping[str, Entry] = {
    "account_not_found": Entry("Account not found", "There is no such account.", "Check the address."),
    "email_invalid": Entry("E-mail invalid", "Not an e-mail address.", "Check the spelling."),
    "email_taken": Entry("E-mail taken", "An account has this address.", "Log in instead."),
    "handle_invalid": Entry("Handle invalid", "Not a handle, or one that is kept back.", "Choose another."),
    "handle_taken": Entry("Handle taken", "An account has this handle.", "Choose another."),
    "password_too_weak": Entry(
        "Password too weak", "Too short, too long, or too like the address or the handle.", "Choose a longer sentence."
    ),
    "password_wrong": Entry("Password wrong", "The password that was asked for once more is not the account's.", "Try again."),
    "last_operator": Entry(
        "Last operator",
        "The only operator of an installation that others use was to be erased.",
        "Name another one first: `persona account operator EMAIL`.",
    ),
    "head_invalid": Entry("Link invalid", "What was given is no link of the trail.", "Take it as `persona audit verify` printed it."),
    "auditor_needed": Entry("Auditor needed", "Only an operator may see the trail of everybody.", "Read your own: `GET /v1/events`."),
    "login_refused": Entry("Login refused", "The address or the password is wrong.", "Check both."),
    "too_many_attempts": Entry("Too many attempts", "Wrong passwords locked the account or the address for a while.", "Wait."),
    "token_invalid": Entry("Token invalid", "A token cannot be made as asked for.", "Correct what `detail` says."),
    "token_not_found": Entry("Token not found", "There is no such token in the account.", "List the account's tokens."),
    "too_many_tokens": Entry("Too many tokens", "The account has as many tokens as it may have.", "Revoke one."),
    "postgres_unavailable": Entry(
        "PostgreSQL unavailable", "The embedded database cannot be started.", "The operator runs `persona doctor`."
    ),
}
