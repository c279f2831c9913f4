//! The seven offices, whatever the scale.

use super::places::Territory;

/// One office.
#[derive(Debug)]
pub(super) struct Office {
    /// Its code, the key.
    pub(super) code: &'static str,
    pub(super) city: &'static str,
    pub(super) phone: &'static str,
    pub(super) address: &'static str,
    pub(super) address2: Option<&'static str>,
    pub(super) state: Option<&'static str>,
    pub(super) country: &'static str,
    pub(super) postal_code: &'static str,
    /// Name of the territory in the database.
    pub(super) territory: &'static str,
    /// Whose customers its reps look after.
    pub(super) serves: Territory,
    /// How many of the 17 reps of scale 1 sit here.
    pub(super) reps: i64,
}

/// The offices, headquarters first.
pub(super) const OFFICES: [Office; 7] = [
    Office {
        code: "1",
        city: "Chicago",
        phone: "+1 312 555 0101",
        address: "400 Canal Works",
        address2: Some("Floor 12"),
        state: Some("IL"),
        country: "USA",
        postal_code: "60606",
        territory: "NA",
        serves: Territory::Americas,
        reps: 2,
    },
    Office {
        code: "2",
        city: "Philadelphia",
        phone: "+1 215 555 0117",
        address: "88 Foundry Square",
        address2: None,
        state: Some("PA"),
        country: "USA",
        postal_code: "19106",
        territory: "NA",
        serves: Territory::Americas,
        reps: 2,
    },
    Office {
        code: "3",
        city: "Seattle",
        phone: "+1 206 555 0133",
        address: "1500 Shipyard Way",
        address2: Some("Suite 3B"),
        state: Some("WA"),
        country: "USA",
        postal_code: "98104",
        territory: "NA",
        serves: Territory::Americas,
        reps: 2,
    },
    Office {
        code: "4",
        city: "Lyon",
        phone: "+33 4 55 50 01 42",
        address: "17, quai des Ateliers",
        address2: None,
        state: None,
        country: "France",
        postal_code: "69002",
        territory: "EMEA",
        serves: Territory::Emea,
        reps: 4,
    },
    Office {
        code: "5",
        city: "Manchester",
        phone: "+44 161 555 0158",
        address: "6 Canal Mill",
        address2: Some("Unit 4"),
        state: None,
        country: "UK",
        postal_code: "M1 5QT",
        territory: "EMEA",
        serves: Territory::Emea,
        reps: 3,
    },
    Office {
        code: "6",
        city: "Melbourne",
        phone: "+61 3 5550 0164",
        address: "210 Wharf Lane",
        address2: Some("Level 5"),
        state: Some("VIC"),
        country: "Australia",
        postal_code: "3000",
        territory: "APAC",
        serves: Territory::Apac,
        reps: 2,
    },
    Office {
        code: "7",
        city: "Osaka",
        phone: "+81 6 5550 0179",
        address: "3-8 Kitahama",
        address2: None,
        state: None,
        country: "Japan",
        postal_code: "541-0041",
        territory: "APAC",
        serves: Territory::Apac,
        reps: 2,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seventeen_reps_sit_in_seven_offices() {
        assert_eq!(OFFICES.iter().map(|office| office.reps).sum::<i64>(), 17);
    }
}
