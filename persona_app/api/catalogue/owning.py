"""What a program may meet while it makes and keeps personas."""

from collections.abc import Mapping

from persona_app.api.catalogue.entry import Entry

REQUESTS: Mapping[str, Entry] = {
    "token_needed": Entry(
        "Token needed",
        "The request has no bearer token, or one that is unknown, expired or revoked.",
        "Make a token on the account page or with `persona token create`, and send it as `Authorization: Bearer ps_…`.",
    ),
    "scope_missing": Entry(
        "Scope missing",
        "The token lacks the scope that the request needs: `read` for GET, `write` for everything else.",
        "Use a token with that scope.",
    ),
    "too_many_requests": Entry(
        "Too many requests",
        "The account's programs sent more requests in one minute than they may.",
        "Wait as many seconds as Retry-After says; RateLimit-Remaining tells beforehand what is left.",
    ),
    "address_unknown": Entry("Address unknown", "Nothing is at this path.", "Compare the path with the list of endpoints."),
    "method_refused": Entry("Method refused", "The path takes other methods.", "Use one that the Allow header names."),
    "media_type_refused": Entry(
        "Media type refused",
        "The body is neither JSON nor, where files are taken, a multipart form.",
        "Send `Content-Type: application/json`, or `multipart/form-data` with its boundary.",
    ),
    "body_too_large": Entry("Body too large", "The body has more bytes than this request takes.", "Send the material in several requests."),
    "request_invalid": Entry(
        "Request invalid",
        "A part of the request is missing, of a wrong type or out of range, or the body is not JSON.",
        "Correct what `errors` names: `pointer` leads into the body, `parameter` names a path, query or header parameter.",
    ),
    "cursor_invalid": Entry("Cursor invalid", "The cursor was not given out by this list.", "Begin again without a cursor."),
    "idempotency_key_invalid": Entry(
        "Idempotency key invalid", "The key is empty, longer than 255 characters or not printable ASCII.", "Send a UUID, for example."
    ),
    "idempotency_key_reused": Entry(
        "Idempotency key reused",
        "The same key came with another body within 24 hours. Nothing was done.",
        "Make a new key for each new request; keep it only for repeating the same one.",
    ),
    "precondition_missing": Entry(
        "Precondition missing",
        "What replaces a whole (metadata, labels, a claim, a version's place) needs to say which state of it you saw.",
        "Read the persona, and send its ETag as If-Match, or its `lock_version` in the body.",
    ),
    "precondition_failed": Entry(
        "Precondition failed",
        "The persona was changed since the ETag in If-Match was read. Nothing was changed.",
        "Read it again, look at what is new, and send the change with the new ETag.",
    ),
    "unexpected": Entry(
        "Unexpected failure", "A fault of the program. What was saved before is safe.", "Try again; if it stays, report the id in `detail`."
    ),
    "database_away": Entry("Database away", "The database does not answer now.", "Try again after Retry-After seconds."),
    "storage_full": Entry(
        "Storage full", "The disk of the server, or of its database, is full. Nothing was done.", "Free space on it, then try again."
    ),
    "build_failed": Entry(
        "Build failed",
        "The build that the request waited for failed or was cancelled. The data are kept; `id` and `run_id` name the persona and the run.",
        "Read the run for the reason, then POST /v1/runs/{run_id}/retry. Do not send the data again.",
    ),
    "build_slow": Entry(
        "Build slow",
        "The build has not ended within the time that a request may wait. It goes on; `id` and `run_id` name the persona and the run.",
        "Follow GET /v1/runs/{run_id}. Do not send the data again.",
    ),
    "history_too_long": Entry(
        "History too long", "All texts of the persona joined exceed one answer.", "Read them by pages: GET /v1/person/{id}/data."
    ),
}

PERSONAS: Mapping[str, Entry] = {
    "persona_not_found": Entry("Persona not found", "There is no such persona in the token's account.", "Check the id and the token."),
    "data_not_found": Entry("Data not found", "The persona has no such datum.", "List its data: GET /v1/person/{id}/data."),
    "version_not_found": Entry(
        "Version not found", "The persona has no version of this number, or none with this label.", "List its versions and its labels."
    ),
    "version_label_not_found": Entry(
        "Version label not found", "No version of the persona has, or for its history ever had, this label.", "List its labels."
    ),
    "version_label_invalid": Entry(
        "Version label invalid",
        "A label has 1 to 40 characters: a letter first, then letters, digits, dots, hyphens or underscores. `latest` is nobody's: it "
        "always means the newest version.",
        "Send another name.",
    ),
    "version_label_moved": Entry(
        "Version label moved",
        "The label was moved since `lock_version` was read, and was left where it is.",
        "Read the labels again, and move it with the present `lock_version`, which the problem names.",
    ),
    "too_many_version_labels": Entry(
        "Too many version labels", "A persona has at most 50 labels at a time. None was added.", "Take one off that is not needed any more."
    ),
    "no_version_yet": Entry(
        "No version yet", "No build of the persona has ended well so far.", "Wait for its run, or POST /v1/person/{id}/regenerate."
    ),
    "claim_not_found": Entry(
        "Claim not found", "The newest version has no claim of this id in this field.", "Read the newest version and take the id from it."
    ),
    "claim_word_not_found": Entry(
        "Claim word not found", "The owner said no such thing of this persona.", "Take the `id` from GET /v1/person/{id}/claims."
    ),
    "claim_invalid": Entry(
        "Claim invalid",
        "A claim has 1 to 500 characters in one line, the other person's name at most 100; a score lies between 0 and 100.",
        "Mend what the sentence names, and send it again.",
    ),
    "claim_repeated": Entry(
        "Claim repeated", "Another claim of the field says the same. Nothing was saved.", "Change or remove that one, or leave it."
    ),
    "too_many_claims": Entry("Too many claims", "A field holds at most 200 claims. Nothing was added.", "Remove one that matters less."),
    "proposal_not_found": Entry(
        "Proposal not found",
        "There is no such proposal; a later build may have taken it back.",
        "List them: GET /v1/person/{id}/proposals.",
    ),
    "proposal_settled": Entry("Proposal settled", "It was taken or declined already. Nothing was changed.", "List the open ones."),
    "proposal_outdated": Entry(
        "Proposal outdated",
        "The passage that it would replace has changed since. Nothing was taken over.",
        "Edit the content, or `keep` what is there.",
    ),
    "no_parent": Entry("No parent", "The persona follows nobody.", "Choose a parent first: PUT /v1/person/{id}/parent."),
    "parent_gone": Entry(
        "Parent gone",
        "The parent cannot be read at present: it is not public any more, or has no version. What was taken over is kept.",
        "Leave the parent, or try again when it is public.",
    ),
    "parents_circle": Entry("Parents in a circle", "The parent descends from the persona, or is it.", "Choose another parent."),
    "parent_too_deep": Entry(
        "Parent too deep", "The line of parents and children would be longer than the settings allow.", "Choose a parent further up."
    ),
    "inheritance_invalid": Entry(
        "Inheritance invalid",
        "There is no such field, or it cannot follow a parent so; a field for one value cannot be `appended`.",
        "Read GET /v1/person/{id}/parent: each field names its `modes`.",
    ),
    "nothing_to_take": Entry(
        "Nothing to take", "The parent says nothing new in these fields, or they do not follow it.", "Read GET /v1/person/{id}/parent."
    ),
    "template_not_found": Entry("Template not found", "There is no such template in the token's account.", "List them: GET /v1/templates."),
    "template_invalid": Entry(
        "Template invalid",
        "A name, a description, a placeholder or an answer breaks a rule; the sentence says which.",
        "Mend it, and send it again.",
    ),
    "template_fixed": Entry(
        "Template fixed", "It comes with the program and stays as it is.", "Make one of your own with its content: POST /v1/templates."
    ),
    "template_changed": Entry(
        "Template changed", "It was changed since `lock_version` was read. Nothing was saved.", "Read it again, then send the change."
    ),
    "too_many_templates": Entry("Too many templates", "The account has as many as the settings allow.", "Delete one first."),
    "contradiction_not_found": Entry(
        "Contradiction not found",
        "The newest version does not list this contradiction.",
        "Read the newest version and take the id from it.",
    ),
    "persona_changed": Entry(
        "Persona changed",
        "The persona was changed since `lock_version` was read. Nothing of the attempt was applied.",
        "Read it again and send the change with the present `lock_version`, which the problem names.",
    ),
    "content_invalid": Entry(
        "Content invalid",
        "The content is empty, longer than the limit, or holds what could run in a reader's browser; the problem says at which line.",
        "Mend the lines named, or put them between back-ticks.",
    ),
    "edits_overlap": Entry(
        "Edits overlap",
        "The newest version has other words for the same sentences. Nothing was saved; `overlaps` shows each place as it was, as you have "
        "it, and as it is now.",
        "Choose the words, and send the content with the newest version as `base`.",
    ),
    "persona_archived": Entry("Persona archived", "An archived persona takes no changes.", 'PATCH it with `{"is_archived": false}` first.'),
    "name_invalid": Entry("Name invalid", "A name has 1 to 100 characters, unless the operator set otherwise.", "Send another name."),
    "name_taken": Entry(
        "Name taken",
        "Another persona of this account has this name, in whatever capitals. Nothing was changed; `detail` tells a name that is free.",
        "Send that one, or another.",
    ),
    "details_invalid": Entry("Details invalid", "What was noted is too long or of the wrong kind.", "`detail` tells the limit. Send less."),
    "word_invalid": Entry("Word invalid", "A folder, a label or a saved search has 1 to 60 characters.", "Send another name."),
    "organiser_not_found": Entry("Not found", "There is no such folder, label or saved search.", "List them, and take one of those."),
    "organiser_taken": Entry("Taken", "A folder, a label or a saved search of this name is there already.", "Send another name."),
    "too_many_organisers": Entry("Too many", "An account has at most 500 folders, labels and saved searches each.", "Delete some first."),
    "nothing_submitted": Entry("Nothing submitted", "The request brings no text, address or file.", "Send at least one of them."),
    "data_repeated": Entry(
        "Data repeated",
        "The same content is there already, or twice in the request; `sources` tells which. Nothing was added.",
        "Leave it out, or send `allow_repeats` to add it anyway.",
    ),
    "too_much_submitted": Entry(
        "Too much submitted", "More items in one request than are taken at once. Nothing was added.", "Send fewer at a time."
    ),
    "sources_unreadable": Entry(
        "Sources unreadable",
        "Some texts, addresses or files could not be read; `sources` names each with its own code. Nothing was added.",
        "Correct or leave out what failed, or send `leave_out_failed` to go on without it.",
    ),
    "excerpt_outside": Entry("Excerpt outside", "The offsets do not lie within the text.", "Take start and end from a citation."),
    "placeholder_missing": Entry(
        "Placeholder missing",
        "A template asks for something that was not answered.",
        "Send a value for each placeholder that `detail` names.",
    ),
    "choice_invalid": Entry("Choice invalid", "A contradiction is settled by `left`, `right` or `both`.", "Send one of them."),
}

RUNS: Mapping[str, Entry] = {
    "run_not_found": Entry(
        "Run not found", "There is no such run in the token's account.", "Check the id; a deleted persona takes its runs along."
    ),
    "run_finished": Entry("Run finished", "The run has ended, so there is nothing to cancel.", "Nothing needs to be done."),
    "run_not_retriable": Entry(
        "Run not retriable", "Only a failed or cancelled run can be tried again.", "POST /v1/person/{id}/regenerate asks for a new build."
    ),
    "engine_error": Entry("Engine error", "The engine gave no usable answer.", "Retry the run; what was answered is not asked again."),
    "engine_unavailable": Entry(
        "Engine unavailable", "The model's endpoint did not answer for as long as a run waits.", "Retry the run when the endpoint is back."
    ),
    "engine_rate_limited": Entry(
        "Engine rate limited", "The model's endpoint limited the rate for longer than a run waits.", "Retry the run later."
    ),
    "engine_quota_exhausted": Entry(
        "Engine quota exhausted", "The account at the model's endpoint has no credit.", "The operator adds credit; then retry the run."
    ),
    "engine_misconfigured": Entry(
        "Engine misconfigured",
        "The key, the model's name, the address or the certificate is wrong.",
        "The operator corrects the settings (`persona doctor` checks them); then retry the run.",
    ),
    "engine_refused": Entry(
        "Engine refused", "The model or its content filter refused to answer.", "Change the data, or use another model."
    ),
    "engine_answer_unusable": Entry(
        "Engine answer unusable", "The model's answers stayed empty, cut off or off the schema.", "Retry the run, or use another model."
    ),
    "engine_context_too_long": Entry(
        "Context too long",
        "A question does not fit into the model's context.",
        "The operator sets PERSONA_MODEL_CONTEXT_TOKENS to what the model takes; then retry the run.",
    ),
    "run_crashed": Entry(
        "Run crashed", "The process died five times while working on the run.", "Report it; a retry goes on where it stopped."
    ),
    "run_superseded": Entry(
        "Run superseded", "A newer run of the persona took this one's place.", "Follow the newer run: GET /v1/person/{id}/runs."
    ),
    "import_cancelled": Entry(
        "Import cancelled", "Somebody cancelled the import of many files.", "What it imported is kept; send the rest again."
    ),
    "import_lost": Entry(
        "Import lost", "Another worker took the import over, or it is gone.", "Read GET /v1/imports/{id}: it goes on there."
    ),
}

SOURCES: Mapping[str, Entry] = {
    "empty_text": Entry("Empty text", "Nothing but white space is left once the text is taken out.", "Check that it is the right one."),
    "file_too_large": Entry("File too large", "A text or file has more bytes than one may have.", "Split it."),
    "too_many": Entry("Too many", "More files and addresses than one request may have.", "Send the rest in another request."),
    "import_refused": Entry(
        "Import refused",
        "The file is of no format that can be read, damaged, encrypted, or has no name for a persona; the detail says which.",
        "Save it again in its program, or in another format.",
    ),
    "import_too_large": Entry(
        "Import too large", "More bytes, values or levels than an import may have, packed or unpacked.", "Send a smaller file."
    ),
    "too_many_imports": Entry(
        "Too many imports", "As many imports as an account may have without an end have not ended.", "Wait for one, or cancel one."
    ),
    "import_not_found": Entry("Import not found", "The account has no such import of many files.", "Look at `GET /v1/imports`."),
    "import_ended": Entry("Import ended", "The import has begun, or ended, already.", "Start another one."),
    "format_read_only": Entry(
        "Format read only", "The format is read, and never written.", "Choose another one, such as character-card-v3."
    ),
    "not_text": Entry(
        "Not text", "A picture, a sound, a program or other binary content.", "Send text, Markdown, HTML, PDF, DOCX, CSV or JSON."
    ),
    "no_text_layer": Entry("No text layer", "A PDF whose pages are pictures.", "Run text recognition over it and send the result."),
    "file_encrypted": Entry("File encrypted", "The document opens only with a password.", "Save it without one."),
    "file_damaged": Entry("File damaged", "The reader of its own format cannot read it.", "Save it again, or send its text."),
    "file_nested_too_deep": Entry("File nested too deep", "Lists within lists beyond the limit.", "Flatten it, or send its text."),
    "file_expands_too_much": Entry("File expands too much", "It unpacks to far more than is taken.", "Split it, or send its text."),
    "extraction_too_slow": Entry("Extraction too slow", "Reading the file took longer than its deadline.", "Split it, or send its text."),
    "address_invalid": Entry(
        "Address invalid", "Not a web address that may be asked for.", "Send the http or https address of a public page."
    ),
    "address_private": Entry("Address private", "The host lies on a private or reserved network.", "Send the text instead."),
    "host_unknown": Entry("Host unknown", "The name of the host has no address.", "Check the spelling, or try again later."),
    "host_unreachable": Entry("Host unreachable", "No connection, or one that broke.", "Try again later, or send the text."),
    "secure_connection_failed": Entry("Secure connection failed", "TLS failed, for example for its certificate.", "Send the text instead."),
    "page_too_slow": Entry("Page too slow", "The page had not arrived at the deadline.", "Try again later, or send the text."),
    "page_too_large": Entry("Page too large", "The page has more bytes than are taken.", "Send the part that matters."),
    "page_type_refused": Entry("Page type refused", "The site says that it is something other than text.", "Send the text instead."),
    "page_missing": Entry("Page missing", "The site answered 404 or 410.", "Check the address."),
    "page_forbidden": Entry("Page forbidden", "The page may not be read without signing in.", "Send the text instead."),
    "page_unavailable": Entry("Page unavailable", "The site answered with something other than the page.", "Try again later."),
    "robots_forbid": Entry("Robots forbid", "The site's robots.txt asks programs to stay away.", "Send the text instead."),
    "robots_unavailable": Entry("Robots unavailable", "The site cannot say now what programs may read.", "Try again later."),
    "redirect_loop": Entry("Redirect loop", "The site redirects without end.", "Send the final address."),
}

GENERAL: Mapping[str, Entry] = {
    "error": Entry("Error", "A fault of the program in one of the things given.", "Try again; if it stays, report it."),
    "not_found": Entry("Not found", "What was asked for is not there, or not in the token's account.", "Check the ids."),
    "deleted_meanwhile": Entry(
        "Deleted meanwhile", "What the request is about was deleted while it was done. Nothing was changed.", "Read the list again."
    ),
    "forbidden": Entry("Forbidden", "The account may not do this.", "Use another account."),
    "conflict": Entry("Conflict", "The request does not fit the present state.", "Read the present state and decide anew."),
    "invalid": Entry("Invalid", "The request cannot be used as it is.", "Correct what `detail` says."),
    "limit_reached": Entry("Limit reached", "A limit of size or number was reached.", "Send less at a time."),
    "unavailable": Entry("Unavailable", "Something that is needed does not answer now.", "Try again after Retry-After seconds."),
}
