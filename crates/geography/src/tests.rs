//! What must hold for the finished map.

use std::collections::BTreeSet;

use super::*;

fn shoelace(ring: &[(i32, i32)]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1))
        .sum()
}

/// The rings of a path as points of the map; reads the four commands that are written and nothing else.
fn rings(path: &str) -> Vec<Vec<(i32, i32)>> {
    let mut rings: Vec<Vec<(i32, i32)>> = Vec::new();
    for subpath in path.split_terminator('z') {
        let mut numbers = Vec::new();
        let mut number = String::new();
        for letter in subpath.chars().chain([' ']) {
            if !letter.is_ascii_digit() && !number.is_empty() {
                numbers.push(number.parse::<i32>().unwrap());
                number.clear();
            }
            match letter {
                '-' | '0'..='9' => number.push(letter),
                'M' | 'm' | 'l' | ' ' => {}
                other => panic!("{other} in a path"),
            }
        }
        let start = rings.last().map_or((0, 0), |ring| ring[0]);
        let mut at = if subpath.starts_with('M') { (0, 0) } else { start };
        let points = numbers.chunks(2).map(|step| {
            at = (at.0 + step[0], at.1 + step[1]);
            at
        });
        rings.push(points.collect());
    }
    rings
}

fn named(name: &str) -> &'static Country {
    find(name).unwrap_or_else(|| panic!("{name} is not found"))
}

#[test]
fn countries_are_found_by_every_usual_name() {
    let check = |iso: &str, names: &[&str]| {
        for name in names {
            assert_eq!(named(name).iso, iso, "{name}");
        }
    };
    check("US", &["USA", "usa", " U.S.A. ", "United States", "the United States of America", "US"]);
    check("GB", &["UK", "England", "Great Britain", "United Kingdom", "GBR"]);
    check("KR", &["South Korea", "Korea", "Republic of Korea"]);
    check("TW", &["Taiwan"]);
    check("CI", &["Ivory Coast", "Côte d'Ivoire"]);
    check("TT", &["Trinidad & Tobago", "trinidad  and tobago"]);
    check("XK", &["Kosovo"]);
    for name in ["", "Atlantis", "Norwa", "the"] {
        assert_eq!(find(name), None, "{name}");
    }
    for country in countries() {
        assert_eq!(named(country.name).iso, country.iso);
        assert_eq!(named(country.iso).name, country.name);
    }
}

#[test]
fn the_countries_of_every_region_are_on_the_map() {
    let all = "USA Canada France UK England Germany Spain Norway Denmark Sweden Finland Italy Belgium Ireland Switzerland Austria \
               Netherlands Poland Portugal Russia Australia Japan Singapore Hong_Kong Philippines New_Zealand Brazil Argentina \
               Chile Mexico Venezuela Israel South_Africa";
    for name in all.split_whitespace() {
        let country = named(&name.replace('_', " "));
        assert!(country.is_dot || !country.path.is_empty(), "{name} can be seen");
    }
    let dots = ["Singapore", "Hong Kong", "Malta", "Bahrain", "Luxembourg", "Monaco", "Mauritius"];
    for country in countries() {
        assert!(country.is_dot || !country.path.is_empty(), "{} can be seen", country.name);
        assert!(!dots.contains(&country.name) || country.is_dot, "{} is a dot", country.name);
    }
    for seen in ["Belgium", "Israel", "Denmark", "Cyprus", "Taiwan", "Slovenia"] {
        assert!(!named(seen).is_dot, "{seen} is no dot");
    }
}

#[test]
fn neighbours_share_the_vertices_of_their_border() {
    let check = |one: &str, other: &str, at_least: usize| {
        let vertices = |name| rings(named(name).path).into_iter().flatten().collect::<BTreeSet<_>>();
        let shared = vertices(one).intersection(&vertices(other)).count();
        assert!(shared >= at_least, "{one} and {other} share {shared} vertices");
    };
    check("France", "Spain", 5);
    check("France", "Germany", 5);
    check("Norway", "Sweden", 8);
    check("USA", "Canada", 15);
    check("USA", "Mexico", 8);
    check("Germany", "Poland", 4);
    check("Russia", "China", 15);
    check("South Africa", "Lesotho", 3);
    // Where land was added by hand.
    check("Somalia", "Ethiopia", 5);
    check("Somalia", "Djibouti", 2);
    check("France", "UK", 0);
}

#[test]
fn everything_is_inside_the_map_and_nothing_jumps_across() {
    for country in countries() {
        let (x, y) = country.label;
        let Bounds { left, top, right, bottom } = country.bounds;
        assert!((left..=right).contains(&x) && (top..=bottom).contains(&y), "{}: {x} {y}", country.name);
        for ring in rings(country.path) {
            assert!(ring.len() > 2 && shoelace(&ring) != 0, "{} has an empty ring", country.name);
            for (index, (x, y)) in ring.iter().enumerate() {
                assert!((0..=WIDTH).contains(x) && (0..=HEIGHT).contains(y), "{}: {x} {y}", country.name);
                let (next_x, _) = ring[(index + 1) % ring.len()];
                // The lower edge of the map, where Antarctica ends, is the only long line.
                let is_edge = country.iso == "AQ" && *y > HEIGHT - 8;
                assert!(is_edge || (next_x - x).abs() < 450, "{} jumps from {x} to {next_x}", country.name);
            }
        }
    }
}

#[test]
fn mainlands_are_whole() {
    // Far West and Far East of Russia, west of and beyond the date line, are one ring.
    let russia = named("Russia");
    assert!(russia.bounds.right - russia.bounds.left > 1200, "{:?}", russia.bounds);
    let largest = |name: &str| {
        let areas = rings(named(name).path).iter().map(|ring| shoelace(ring).abs()).collect::<Vec<_>>();
        areas.iter().max().copied().unwrap_or(0) as f64 / areas.iter().sum::<i64>() as f64
    };
    assert!(largest("Russia") > 0.95);
    assert!(largest("Antarctica") > 0.95);
    // Alaska is left of everything Siberian.
    assert!(rings(named("USA").path).iter().flatten().any(|(x, _)| *x < 700));
    assert!(rings(russia.path).iter().flatten().all(|(x, _)| *x > 1900));
    // French Guiana is on the other side of the ocean, and the label of France is not.
    let france = named("France");
    assert!(rings(france.path).iter().flatten().any(|(x, _)| *x < 1500));
    assert!((1850..2100).contains(&france.label.0), "{:?}", france.label);
}

#[test]
fn areas_are_true() {
    let area =
        |name: &str| rings(named(name).path).iter().map(|ring| shoelace(ring)).sum::<i64>().abs() as f64;
    let check = |one: &str, other: &str, ratio: f64| {
        let drawn = area(one) / area(other);
        assert!((drawn / ratio - 1.0).abs() < 0.06, "{one} is {drawn:.3} times {other}, not {ratio}");
    };
    // Land and inland waters in thousand square kilometres.
    check("Russia", "China", 17_125.0 / 9_597.0);
    check("Greenland", "Argentina", 2_166.0 / 2_780.0);
    check("Brazil", "Australia", 8_516.0 / 7_692.0);
    check("Spain", "Germany", 506.0 / 357.6);
    // With Crimea and without it, in the proportion of ISO 3166.
    check("Ukraine", "Spain", 603.5 / 506.0);
    check("Somalia", "France", 637.7 / (543.9 + 83.8));
    check("South Africa", "Egypt", 1_221.0 / 1_010.0);
}

#[test]
fn the_map_is_light() {
    let bytes: usize = countries().iter().map(|country| country.path.len()).sum();
    assert!((20_000..35_000).contains(&bytes), "{bytes} bytes of paths");
    assert!(SEA.len() < 800, "{}", SEA.len());
}

#[test]
fn europe_is_in_its_box() {
    let [left, top, width, height] = EUROPE;
    for name in ["Portugal", "Ireland", "UK", "Finland", "Italy", "Poland", "Denmark", "Austria", "Sweden"] {
        let Bounds { left: x0, top: y0, right: x1, bottom: y1 } = named(name).bounds;
        let inside = x0 >= left && x1 <= left + width && y0 >= top && y1 <= top + height;
        assert!(inside, "{name}: {:?} in {EUROPE:?}", named(name).bounds);
    }
}
