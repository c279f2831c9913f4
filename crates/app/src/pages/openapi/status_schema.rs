//! What `/status.json` says, as a schema.

use serde_json::{Value, json};

/// The schema of the document.
pub(super) fn schema() -> Value {
    let text = |description: &str| json!({"type": "string", "description": description});
    let time =
        |description: &str| json!({"type": "string", "format": "date-time", "description": description});
    let number = |description: &str| json!({"type": "integer", "description": description});
    let list =
        |properties: Value| json!({"type": "array", "items": {"type": "object", "properties": properties}});
    json!({
        "type": "object",
        "properties": {
            "version": text("Version of the program."),
            "started_at": time("When the server started."),
            "snapshot": text("Digest of the data."),
            "as_of": {"type": "string", "format": "date", "description": "The day that the numbers speak of."},
            "source": text("The database in a few words."),
            "may_write": {"type": "boolean", "nullable": true, "description": "Whether the database would let its user write, though the dashboard never does; null when it did not tell."},
            "loaded_at": time("When the data was loaded."),
            "load_duration_ms": number("How long that took, in milliseconds."),
            "last_read": {"type": "string", "nullable": true, "enum": ["everything", "changes", "nothing", null], "description": "How much of the source the last refresh that succeeded read; null while a saved copy is served."},
            "refresh": text("How often it is loaded."),
            "next_refresh": {"type": "string", "format": "date-time", "nullable": true, "description": "When it is loaded next."},
            "is_overdue": {"type": "boolean", "description": "Whether that should have begun by now."},
            "failed_in_a_row": number("Refreshes that failed since the last that did not."),
            "failures": list(json!({"at": time("When it failed."), "message": text("Why.")})),
            "is_saved_copy": {"type": "boolean", "description": "Whether the data is the copy on disk, for the source could not be read since the start."},
            "saved_copy": {"type": "object", "nullable": true, "description": "The copy on disk.", "properties": {
                "snapshot": text("Digest of its data."), "loaded_at": time("When its data was loaded."),
                "bytes": number("Its size."),
            }},
            "saved_copy_failure": {"type": "object", "nullable": true, "description": "Why it could not be written or used the last time.", "properties": {
                "at": time("When that was."), "message": text("What went wrong."),
            }},
            "alerts": {"type": "object", "description": "Alert rules and what is said about them.", "properties": {
                "rules": list(json!({
                    "name": text("Name."), "condition": text("Condition as configured."),
                    "channels": {"type": "array", "items": {"type": "string"}, "description": "Who is told."},
                    "is_firing": {"type": "boolean", "nullable": true, "description": "Whether it fires; null before anybody looked."},
                    "since": time("Since when."), "message": text("What was last found."),
                    "unknown": text("Why nobody can say just now."),
                })),
                "waiting": list(json!({
                    "channel": text("How it goes."), "subject": text("Its subject."),
                    "failed_attempts": number("Attempts that failed."), "next_attempt": time("When the next one is due."),
                    "error": text("Why the last one failed."),
                })),
                "given_up": list(json!({
                    "at": time("When it was given up."), "channel": text("How it should have gone."),
                    "subject": text("Its subject."), "error": text("Why."),
                })),
                "next_digest": time("When the next digest is due."), "last_digest": time("When the last one was."),
                "failure": text("Why this is not on the disk."),
            }},
            "reconciliation": {"type": "object", "description": "What the source says when it adds up its own rows, beside the data.", "properties": {
                "state": {"type": "string", "enum": ["compared", "asking", "failed", "no_source"], "description": "Whether the source has answered."},
                "at": time("When it did, or could not."), "failure": text("Why it could not."),
                "differing": number("Figures that differ."),
                "is_explained": {"type": "boolean", "description": "Whether rows that are left out make up for every difference."},
                "figures": list(json!({
                    "figure": text("What is compared."),
                    "key": {"type": "string", "nullable": true, "description": "The year or the country, where there is one."},
                    "source": {"description": "What the source says: rows as a whole number, an amount as text with two decimals."},
                    "snapshot": {"description": "What the data says."},
                    "difference": {"description": "How much more the source says."},
                    "unexplained": {"description": "What of it rows that are left out do not account for."},
                })),
            }},
            "tables": list(json!({
                "table": text("Source table."), "rows": number("Rows read."), "left_out": number("Rows that no number has."),
            })),
            "cache": {"type": "object", "description": "Rendered answers.", "properties": {
                "answers": number("Answers held."), "bytes": number("Bytes they take, about."),
                "max_bytes": number("Bytes they may take."), "asked": number("Questions since the start."),
                "computed": number("Of these, how many were computed."),
            }},
        },
    })
}
