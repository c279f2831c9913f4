//! `/openapi.json`: the exports, the charts and the status as an OpenAPI description, made from the catalogue.

mod status_schema;

use analytics::catalogue::DATASETS;
use analytics::dataset::{Dataset, Kind};
use analytics::table::{Column, ColumnKind};
use analytics::thresholds::{THRESHOLDS, Threshold, Unit};
use serde_json::{Map, Value, json};
use views::chart_file::{BY, ChartFile, ChartFormat, KPI, SCALE, TABLE, THEME};
use views::what_if::is_used_at;

use super::{Content, Page, PageKind, Question, status};
use crate::export::Format;

/// The description.
pub(crate) const PAGE: Page = Page {
    address: "/openapi.json",
    kind: PageKind::File,
    warm: &[],
    ask: |_| {
        Ok(Question::new(PAGE.address, |asked| {
            Ok(Content {
                content_type: "application/json",
                file_name: None,
                is_compressed: false,
                bytes: format!("{:#}\n", description(&asked.app.settings.server.base_path)).into_bytes(),
            })
        }))
    },
};

/// A filter of the scope: name, what it is, whether it takes several values.
const FILTERS: [(&str, &str, bool); 7] = [
    (
        "period",
        "all, mtd, qtd, ytd, ttm, a year 2004, a quarter 2004-Q3, a month 2004-05, or a range 2003-07-01..2004-06-30",
        false,
    ),
    ("compare", "what a period is compared with: year (the same days a year before) or previous", false),
    ("region", "regions of customers", true),
    ("country", "countries of customers", true),
    ("line", "product lines", true),
    ("rep", "employee numbers of sales reps", true),
    ("status", "order statuses", true),
];

/// The whole document.
fn description(base_path: &str) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for dataset in DATASETS {
        schemas.insert(dataset.name.to_owned(), row_schema(dataset));
        for format in Format::ALL {
            let path = format!("/export/{}.{}", dataset.name, format.extension());
            paths.insert(path, json!({"get": export(dataset, format)}));
        }
    }
    for file in ChartFile::ALL {
        for format in ChartFormat::ALL {
            let path = format!("/charts/{}.{}", file.name(), format.extension());
            paths.insert(path, json!({"get": chart(file, format)}));
        }
    }
    schemas.insert("status".to_owned(), status_schema::schema());
    paths.insert(
        status::JSON.address.to_owned(),
        json!({"get": {
            "operationId": "status",
            "summary": "Age of the data, refreshes, rows read, cache",
            "tags": ["server"],
            "responses": {
                "200": {
                    "description": "The status at this moment.",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/status"}}},
                },
                "503": {"$ref": "#/components/responses/waiting"},
            },
        }}),
    );
    paths.insert("/refresh".to_owned(), json!({"post": refresh()}));
    for (path, id, summary, has_503) in [
        ("/healthz", "alive", "Whether the process answers", false),
        ("/readyz", "ready", "Whether data is being served", true),
        ("/metrics", "metrics", "Counters for Prometheus", false),
    ] {
        let mut responses = json!({"200": {"description": "The answer in plain text.", "content": {"text/plain": {"schema": {"type": "string"}}}}});
        if has_503 {
            responses["503"] =
                json!({"description": "Not yet.", "content": {"text/plain": {"schema": {"type": "string"}}}});
        }
        let operation =
            json!({"operationId": id, "summary": summary, "tags": ["server"], "responses": responses});
        paths.insert(path.to_owned(), json!({"get": operation}));
    }
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "Sales dashboard",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Datasets as files, under the same filters as the pages, and the status of the server. Error answers are HTML pages for people; programs go by the status.",
            "license": {"name": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": if base_path.is_empty() { "/" } else { base_path }}],
        "tags": [
            {"name": "flow", "description": "What happened in the scope: every filter applies."},
            {"name": "state", "description": "How things stand on the as-of day: customer and status filters choose rows, period and line do not apply."},
            {"name": "structure", "description": "How things are organised: no filter applies."},
            {"name": "server", "description": "The server itself."},
        ],
        "paths": paths,
        "components": {
            "parameters": parameters(),
            "schemas": schemas,
            "headers": {
                "ETag": {
                    "description": "Digest of the data and the question; sent back as If-None-Match it is answered with 304 while nothing changed.",
                    "schema": {"type": "string"},
                },
            },
            "responses": {
                "bad_scope": {
                    "description": "A filter has a value that cannot be understood or is not in the data; the page names it.",
                    "content": {"text/html": {"schema": {"type": "string"}}},
                },
                "waiting": {
                    "description": "There is no data yet.",
                    "headers": {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}},
                    "content": {"text/html": {"schema": {"type": "string"}}},
                },
            },
        },
    })
}

/// Loading the data now.
fn refresh() -> Value {
    let told = |description: &str| {
        json!({
            "description": description,
            "content": {"application/json": {"schema": {
                "type": "object",
                "properties": {
                    "outcome": {
                        "type": "string",
                        "enum": ["loaded", "unchanged", "failed", "refused", "busy", "stopped"],
                        "description": "What came of it. unchanged: the source holds what is served already. refused: its data lost too many rows and was not taken over. busy: it goes on.",
                    },
                    "snapshot": {"type": "string", "nullable": true, "description": "Digest of the data that is served now."},
                    "loaded_at": {"type": "string", "format": "date-time", "nullable": true},
                    "failure": {"type": "string", "nullable": true, "description": "Why the last load failed or was refused, if it was."},
                    "at": {"type": "string", "format": "date-time"},
                },
            }}},
        })
    };
    json!({
        "operationId": "refresh",
        "summary": "Load the data now",
        "description": "For programs that send Accept: application/json; a browser is led to the status page. Only from this origin, and not again within seconds.",
        "tags": ["server"],
        "parameters": [{
            "name": "accept", "in": "query", "required": false,
            "description": "shrink: take the data over however many rows it lost, once.",
            "schema": {"type": "string", "enum": ["shrink"]},
        }],
        "responses": {
            "200": told("The load ended."),
            "400": {"description": "Another parameter than accept=shrink."},
            "202": told("The load goes on."),
            "303": {"description": "A browser is led to the status page."},
            "403": {"description": "Asked for by a page of another origin."},
            "429": {"description": "Asked for a moment ago.", "headers": {
                "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
            }},
            "503": told("The server is stopping."),
        },
    })
}

/// The filters and thresholds as parameters.
fn parameters() -> Value {
    let parameter = |(name, description, is_several): (&str, &str, bool)| {
        let schema = match is_several {
            true => json!({"type": "array", "items": {"type": "string"}}),
            false => json!({"type": "string"}),
        };
        let parameter = json!({
            "name": name, "in": "query", "required": false, "description": description, "schema": schema, "explode": true,
        });
        (name.to_owned(), parameter)
    };
    let thresholds = THRESHOLDS.iter().map(|threshold| {
        let description = format!("A what-if, in place of the configured value. {}", threshold.meaning);
        let parameter = json!({
            "name": threshold.parameter, "in": "query", "required": false, "description": description,
            "schema": threshold_schema(threshold),
        });
        (threshold.parameter.to_owned(), parameter)
    });
    let mut parameters: Map<String, Value> = FILTERS.into_iter().map(parameter).chain(thresholds).collect();
    let raw = json!({
        "name": "raw", "in": "query", "required": false,
        "description": "1: texts as the data has them. Otherwise a text that a spreadsheet would take for a formula (it begins with = or @, or with + or - and is no number) gets an apostrophe before it; numbers never do.",
        "schema": {"type": "string", "enum": ["0", "1"], "default": "0"},
    });
    parameters.insert("raw".to_owned(), raw);
    for (name, description, values) in [
        ("theme", "Colours of a chart.", THEME.values),
        (
            "scale",
            "Pixels for each of the 960 that the drawing of a chart is wide; fewer where the picture would have more than ten million.",
            SCALE.values,
        ),
        ("by", "By what a change is split.", BY.values),
        ("kpi", "The key figure that a chart is about.", KPI.values),
        ("table", "The table whose classes of revenue a chart is about.", TABLE.values),
        ("team", "Number of the employee whose team a chart is about; everybody without it.", &[]),
        (
            "of",
            "What a chart is about, as the path of its page: customers/103, products/S10_1678, sales-reps/1370, countries/France, offices/4.",
            &[],
        ),
    ] {
        let mut schema = json!({"type": "string"});
        if let Some(default) = values.first() {
            schema = json!({"type": "string", "enum": values, "default": default});
        }
        let parameter = json!({
            "name": name, "in": "query", "required": name == "of", "description": description, "schema": schema,
        });
        parameters.insert(name.to_owned(), parameter);
    }
    parameters.into()
}

/// The values that a threshold takes.
fn threshold_schema(threshold: &Threshold) -> Value {
    let (least, greatest) = threshold.bounds;
    match threshold.unit {
        Unit::Counted => json!({"type": "string", "enum": ["yes", "no"]}),
        Unit::Hundredths => {
            let bound = |hundredths: u32| f64::from(hundredths) / 100.0;
            json!({"type": "number", "minimum": bound(least), "maximum": bound(greatest), "multipleOf": 0.01})
        }
        _ => json!({"type": "integer", "minimum": least, "maximum": greatest}),
    }
}

/// References to the parameters of a file: the filters of its kind, the thresholds that it depends on, and its own options.
fn references(kind: Kind, path: &str, options: impl Iterator<Item = &'static str>) -> Vec<Value> {
    let thresholds = THRESHOLDS
        .iter()
        .filter(|threshold| is_used_at(threshold, path))
        .map(|threshold| threshold.parameter);
    filters(kind)
        .chain(thresholds)
        .chain(options)
        .map(|name| json!({"$ref": format!("#/components/parameters/{name}")}))
        .collect()
}

/// The filters that a dataset obeys.
fn filters(kind: Kind) -> impl Iterator<Item = &'static str> {
    FILTERS.into_iter().map(|(name, ..)| name).filter(move |name| match kind {
        Kind::Flow => true,
        Kind::State => !matches!(*name, "period" | "compare"),
        Kind::Structure => false,
    })
}

fn export(dataset: &Dataset, format: Format) -> Value {
    let (media_type, _) = format.content_type().split_once(';').unwrap_or((format.content_type(), ""));
    let schema = match format {
        Format::Json => json!({
            "type": "object",
            "required": ["dataset", "as_of", "snapshot", "scope", "columns", "rows"],
            "properties": {
                "dataset": {"type": "string"},
                "as_of": {"type": "string", "format": "date"},
                "snapshot": {"type": "string", "description": "Digest of the data."},
                "scope": {"type": "string", "description": "The filters, and the thresholds that are tried out, as a query string."},
                "what_if": {"type": "array", "description": "Thresholds that are tried out in place of the configured values.", "items": {
                    "type": "object",
                    "properties": {
                        "threshold": {"type": "string"}, "value": {"type": "string"}, "configured": {"type": "string"},
                    },
                }},
                "columns": {"type": "array", "items": {
                    "type": "object",
                    "properties": {"name": {"type": "string"}, "type": {"type": "string"}, "unit": {"type": "string"}},
                }},
                "rows": {"type": "array", "items": {"$ref": format!("#/components/schemas/{}", dataset.name)}},
            },
        }),
        Format::Csv => json!({"type": "string"}),
        Format::Xlsx => json!({"type": "string", "format": "binary"}),
    };
    let path = format!("/export/{}.{}", dataset.name, format.extension());
    let parameters = references(dataset.kind, &path, (format == Format::Csv).then_some("raw").into_iter());
    json!({
        "operationId": format!("{}_{}", dataset.name, format.extension()),
        "summary": format!("{} as {}", dataset.title, format.extension().to_uppercase()),
        "description": dataset.definition,
        "tags": [dataset.kind.name()],
        "parameters": parameters,
        "responses": {
            "200": {
                "description": "All rows.",
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {media_type: {"schema": schema}},
            },
            "304": {"description": "Nothing changed since the ETag of If-None-Match."},
            "400": {"$ref": "#/components/responses/bad_scope"},
            "503": {"$ref": "#/components/responses/waiting"},
        },
    })
}

/// A chart as a file.
fn chart(file: ChartFile, format: ChartFormat) -> Value {
    let kind = file.kind();
    let path = format!("/charts/{}.{}", file.name(), format.extension());
    let parameters = references(kind, &path, file.options(format).iter().map(|option| option.name));
    let (description, schema) = match format {
        ChartFormat::Svg => ("A drawing that needs no style sheet", json!({"type": "string"})),
        ChartFormat::Png => ("A picture", json!({"type": "string", "format": "binary"})),
    };
    json!({
        "operationId": format!("chart_{}_{}", file.name().replace('-', "_"), format.extension()),
        "summary": format!("The chart {} as {}", file.name(), format.extension().to_uppercase()),
        "tags": [kind.name()],
        "parameters": parameters,
        "responses": {
            "200": {
                "description": format!("{description}; scope and age of the data stand below it."),
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {format.content_type(): {"schema": schema}},
            },
            "304": {"description": "Nothing changed since the ETag of If-None-Match."},
            "400": {"$ref": "#/components/responses/bad_scope"},
            "503": {"$ref": "#/components/responses/waiting"},
        },
    })
}

/// A row of a dataset's JSON export.
fn row_schema(dataset: &Dataset) -> Value {
    let properties: Map<String, Value> =
        dataset.columns.iter().map(|column| (column.name.to_owned(), column_schema(column))).collect();
    json!({"type": "object", "description": dataset.definition, "properties": properties})
}

/// A value; any column may have none.
fn column_schema(column: &Column) -> Value {
    let description = match column.unit {
        "" => column.meaning.to_owned(),
        unit => format!("{} Unit: {unit}.", column.meaning),
    };
    let mut schema = json!({"nullable": true, "description": description});
    match column.kind {
        ColumnKind::Text => schema["type"] = "string".into(),
        ColumnKind::Integer => schema["type"] = "integer".into(),
        ColumnKind::Money | ColumnKind::Percent | ColumnKind::Ratio => schema["type"] = "number".into(),
        ColumnKind::Date => {
            schema["type"] = "string".into();
            schema["format"] = "date".into();
        }
        ColumnKind::Month => {
            schema["type"] = "string".into();
            schema["pattern"] = "^\\d{4}-\\d{2}$".into();
        }
        // Numbers and dates by row; with a type, `nullable` would say nothing about the others.
        ColumnKind::Mixed => schema = json!({"description": description}),
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_every_dataset_in_every_format_and_every_chart() {
        let document: Value = serde_json::from_str(&description("").to_string()).unwrap();
        for dataset in DATASETS {
            for extension in ["csv", "json", "xlsx"] {
                let operation = &document["paths"][format!("/export/{}.{extension}", dataset.name)]["get"];
                assert_eq!(operation["tags"][0], dataset.kind.name(), "{}.{extension}", dataset.name);
            }
            let columns = document["components"]["schemas"][dataset.name]["properties"].as_object().unwrap();
            assert_eq!(columns.len(), dataset.columns.len(), "{}", dataset.name);
        }
        for file in ChartFile::ALL {
            for extension in ["svg", "png"] {
                let path = format!("/charts/{}.{extension}", file.name());
                assert!(document["paths"][&path]["get"]["responses"]["200"].is_object(), "{path}");
            }
        }
        assert_eq!(description("/sales")["servers"][0]["url"], "/sales");
    }

    #[test]
    fn every_reference_leads_somewhere_and_every_operation_has_a_name_of_its_own() {
        fn visit(value: &Value, refs: &mut Vec<String>, ids: &mut Vec<String>) {
            match value {
                Value::Object(object) => {
                    for (key, value) in object {
                        match (key.as_str(), value) {
                            ("$ref", Value::String(text)) => refs.push(text.clone()),
                            ("operationId", Value::String(text)) => ids.push(text.clone()),
                            _ => visit(value, refs, ids),
                        }
                    }
                }
                Value::Array(items) => items.iter().for_each(|item| visit(item, refs, ids)),
                _ => {}
            }
        }
        let document = description("");
        let (mut refs, mut ids) = (Vec::new(), Vec::new());
        visit(&document, &mut refs, &mut ids);
        assert!(refs.len() > DATASETS.len());
        for reference in refs {
            let pointer = reference.trim_start_matches('#');
            assert!(document.pointer(pointer).is_some(), "{reference}");
        }
        let num_ids = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), num_ids);
    }
}
