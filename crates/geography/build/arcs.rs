//! Borders, each once: rings are cut where three countries or a border and a coast meet, and a piece that two
//! countries share is stored once. Simplified once, it stays common to both.

use std::collections::HashMap;

use super::place::{Place, Ring};

/// A piece of a ring between two meeting points, both included; the whole ring, closed, if there is none.
pub(crate) type Arc = Vec<Place>;

/// A use of an arc: its index, and whether it is walked backwards.
pub(crate) type Use = (usize, bool);

/// All arcs and who uses them.
pub(crate) struct Network {
    /// The arcs.
    pub(crate) arcs: Vec<Arc>,
    /// For every territory, the arcs around it in no particular order.
    pub(crate) users: Vec<Vec<Use>>,
}

impl Network {
    /// The network of these territories, in their order.
    pub(crate) fn new<'a>(territories: impl Iterator<Item = &'a [Ring]> + Clone) -> Network {
        let meeting_points = meeting_points(territories.clone().flatten());
        let mut network = Network { arcs: vec![], users: vec![] };
        let mut known = HashMap::new();
        for rings in territories {
            let mut uses: Vec<Use> = Vec::new();
            for arc in rings.iter().flat_map(|ring| split(ring, &meeting_points)) {
                let (arc, is_reversed) = in_one_direction(arc);
                // No two arcs start alike, since they would part at a meeting point.
                let index = *known.entry((arc[0], arc[1])).or_insert_with(|| {
                    network.arcs.push(arc);
                    network.arcs.len() - 1
                });
                // Walked there and back by one country, it is no border: two pieces of land grow together.
                match uses.iter().position(|other| *other == (index, !is_reversed)) {
                    Some(opposite) => drop(uses.swap_remove(opposite)),
                    None => uses.push((index, is_reversed)),
                }
            }
            network.users.push(uses);
        }
        network
    }
}

/// The two neighbours of a vertex on its ring, and whether another ring has others.
struct Neighbours {
    one: Place,
    other: Place,
    is_meeting_point: bool,
}

fn meeting_points<'a>(rings: impl Iterator<Item = &'a Ring>) -> HashMap<Place, bool> {
    let mut vertices: HashMap<Place, Neighbours> = HashMap::new();
    for ring in rings {
        for index in 0..ring.len() {
            let one = ring[(index + ring.len() - 1) % ring.len()];
            let other = ring[(index + 1) % ring.len()];
            vertices
                .entry(ring[index])
                .and_modify(|known| {
                    let same =
                        (known.one, known.other) == (one, other) || (known.one, known.other) == (other, one);
                    known.is_meeting_point |= !same;
                })
                .or_insert(Neighbours { one, other, is_meeting_point: false });
        }
    }
    vertices.into_iter().map(|(place, vertex)| (place, vertex.is_meeting_point)).collect()
}

/// The arcs of one ring, in its direction.
fn split(ring: &Ring, meeting_points: &HashMap<Place, bool>) -> Vec<Arc> {
    let is_end = |place: &Place| meeting_points.get(place).copied().unwrap_or(false);
    // A ring alone starts at a vertex that another ring of the same places would choose too.
    let start = ring
        .iter()
        .position(is_end)
        .or_else(|| (0..ring.len()).min_by_key(|index| ring[*index]))
        .unwrap_or(0);
    let mut arcs = Vec::new();
    let mut arc: Arc = Vec::new();
    for place in ring.iter().cycle().skip(start).take(ring.len() + 1) {
        arc.push(*place);
        if arc.len() > 1 && is_end(place) {
            arcs.push(std::mem::replace(&mut arc, vec![*place]));
        }
    }
    if arc.len() > 1 {
        arcs.push(arc);
    }
    arcs
}

/// The arc in the direction that does not depend on who walks it, and whether it was turned for that.
fn in_one_direction(mut arc: Arc) -> (Arc, bool) {
    let last = arc.len() - 1;
    if (arc[0], arc[1]) <= (arc[last], arc[last - 1]) {
        return (arc, false);
    }
    arc.reverse();
    (arc, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(places: &[(i32, i32)]) -> Ring {
        places.iter().map(|(lon, lat)| Place { lon: *lon, lat: *lat }).collect()
    }

    #[test]
    fn a_common_border_is_one_arc() {
        // Two squares side by side, the border with a bend.
        let west = [ring(&[(0, 0), (2, 0), (3, 1), (2, 2), (0, 2)])];
        let east = [ring(&[(2, 0), (4, 0), (4, 2), (2, 2), (3, 1)])];
        let network = Network::new([west.as_slice(), east.as_slice()].into_iter());
        assert_eq!(network.arcs.len(), 3, "two coasts and a border");
        let border = network.arcs.iter().position(|arc| *arc == ring(&[(2, 0), (3, 1), (2, 2)])).unwrap();
        let walks =
            |country: usize| network.users[country].iter().find(|(index, _)| *index == border).unwrap().1;
        assert_ne!(walks(0), walks(1), "neighbours walk it in opposite directions");
    }

    #[test]
    fn an_enclave_fills_its_hole() {
        let outer = [ring(&[(0, 0), (9, 0), (9, 9), (0, 9)]), ring(&[(3, 3), (3, 6), (6, 6), (6, 3)])];
        let enclave = [ring(&[(6, 6), (3, 6), (3, 3), (6, 3)])];
        let network = Network::new([outer.as_slice(), enclave.as_slice()].into_iter());
        assert_eq!(network.arcs.len(), 2);
        assert_eq!(network.users[1].len(), 1);
        assert!(network.users[0].contains(&(network.users[1][0].0, !network.users[1][0].1)));
    }

    #[test]
    fn pieces_of_one_country_grow_together() {
        let halves = [ring(&[(0, 0), (2, 0), (2, 2), (0, 2)]), ring(&[(2, 0), (4, 0), (4, 2), (2, 2)])];
        let network = Network::new([halves.as_slice()].into_iter());
        assert_eq!(network.users[0].len(), 2, "the edge between them is gone");
    }
}
