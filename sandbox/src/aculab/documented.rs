//! What the sandbox sells unless told otherwise.
//!
//! The countries and their order, the states of Canada, Manitoba's and Canada's toll-free regions, and the first numbers
//! of Calgary, Bilbao, Milton Keynes and Spain's 901 are the document's examples; the rest is made up.

use telwire::Price;
use telwire::aculab::DidType;

use super::Offer;

/// The countries that ask for a regulation address.
pub(super) const REGULATED: [&str; 1] = ["France"];

/// Prefixes that mobile telephones cannot call.
const WITHOUT_CELLULAR: [(&str, &str); 1] = [("Spain", "901")];

/// Country, state, region, first number, stock, price per month.
type Row = (&'static str, Option<&'static str>, &'static str, u64, u32, &'static str);

const GEOGRAPHIC: &[Row] = &[
    ("Israel", None, "Tel Aviv", 97_235_550_100, 100, "4.00"),
    ("Georgia", None, "Tbilisi", 995_325_550_100, 100, "6.00"),
    ("Mexico", None, "Mexico City", 525_555_500_100, 100, "5.00"),
    ("Lithuania", None, "Vilnius", 37_055_550_100, 100, "4.00"),
    ("United Kingdom", None, "London", 442_035_550_100, 1_000, "3.00"),
    ("United Kingdom", None, "Milton Keynes", 441_908_538_007, 100, "3.00"),
    ("Netherlands", None, "Amsterdam", 31_205_550_100, 100, "3.00"),
    ("Croatia", None, "Zagreb", 38_515_550_100, 100, "5.00"),
    ("Greece", None, "Athens", 302_105_550_100, 100, "5.00"),
    ("Switzerland", None, "Zurich", 41_445_550_100, 100, "4.00"),
    ("Dominican Republic", None, "Santo Domingo", 18_095_550_100, 100, "6.00"),
    ("Brazil", None, "São Paulo", 551_155_500_100, 100, "5.00"),
    ("Romania", None, "Bucharest", 40_215_550_100, 100, "4.00"),
    ("Czech Republic", None, "Prague", 420_225_550_100, 100, "4.00"),
    ("El Salvador", None, "San Salvador", 50_325_550_100, 100, "7.00"),
    ("Poland", None, "Warsaw", 48_225_550_100, 100, "4.00"),
    ("South Africa", None, "Cape Town", 27_215_550_100, 100, "5.00"),
    ("Luxembourg", None, "Luxembourg", 35_225_550_100, 100, "4.00"),
    ("Sweden", None, "Malmö", 46_405_550_100, 100, "3.00"),
    ("Sweden", None, "Stockholm", 46_855_500_100, 100, "3.00"),
    ("Germany", None, "Berlin", 49_305_550_100, 100, "3.50"),
    ("Germany", None, "Mönchengladbach", 4_921_615_550_100, 100, "3.50"),
    ("Germany", None, "München", 49_895_550_100, 100, "3.50"),
    ("Peru", None, "Lima", 5_115_550_100, 100, "6.00"),
    ("Puerto Rico", None, "San Juan", 17_875_550_100, 100, "5.00"),
    ("Hungary", None, "Budapest", 3_615_550_100, 100, "4.00"),
    ("Norway", None, "Oslo", 4_725_550_100, 100, "4.00"),
    ("Spain", None, "Bilbao", 21_887_377_377, 100, "3.00"),
    ("Spain", None, "Madrid", 34_915_550_100, 100, "3.00"),
    ("Canada", Some("British Columbia"), "Vancouver", 16_045_550_100, 100, "2.50"),
    ("Canada", Some("Newfoundland And Labrador"), "St. John's", 17_095_550_100, 100, "2.50"),
    ("Canada", Some("Saskatchewan"), "Regina", 13_065_550_100, 100, "2.50"),
    ("Canada", Some("Prince Edward Island"), "Charlottetown", 19_025_550_100, 100, "2.50"),
    ("Canada", Some("Ontario"), "Toronto", 14_165_550_100, 100, "2.50"),
    ("Canada", Some("Nova Scotia"), "Halifax", 17_825_550_100, 100, "2.50"),
    ("Canada", Some("Quebec"), "Montréal", 15_145_550_100, 100, "2.50"),
    ("Canada", Some("Alberta"), "Calgary", 15_873_155_555, 100, "2.50"),
    ("Canada", Some("Manitoba"), "Oakbank", 12_045_550_100, 3, "2.50"),
    ("Canada", Some("Manitoba"), "Winnipeg", 12_045_551_100, 100, "2.50"),
    ("Canada", Some("New Brunswick"), "Moncton", 15_065_550_100, 100, "2.50"),
    ("Italy", None, "Rome", 39_065_550_100, 100, "4.00"),
    ("Denmark", None, "Copenhagen", 4_535_550_100, 100, "4.00"),
    ("Finland", None, "Helsinki", 35_895_550_100, 100, "4.00"),
    ("United States", Some("California"), "Los Angeles", 12_135_550_100, 100, "2.00"),
    ("United States", Some("New York"), "New York", 12_125_550_100, 100, "2.00"),
    ("Slovenia", None, "Ljubljana", 38_615_550_100, 100, "5.00"),
    ("Ireland", None, "Dublin", 35_315_550_100, 100, "3.00"),
    ("Argentina", None, "Buenos Aires", 541_155_500_100, 100, "6.00"),
    ("Cyprus", None, "Nicosia", 35_722_550_100, 100, "5.00"),
    ("Australia", None, "Sydney", 61_255_500_100, 100, "5.00"),
    ("France", None, "Avignon", 33_432_550_100, 100, "3.50"),
    ("France", None, "Paris", 33_155_500_100, 100, "3.50"),
    ("New Zealand", None, "Auckland", 6_495_550_100, 100, "5.00"),
    ("Latvia", None, "Riga", 37_167_550_100, 100, "4.00"),
    ("Slovakia", None, "Bratislava", 42_125_550_100, 100, "4.00"),
    ("Chile", None, "Santiago", 56_225_550_100, 100, "6.00"),
    ("Belgium", None, "Brussels", 3_225_550_100, 100, "3.50"),
    ("Japan", None, "Tokyo", 81_355_500_100, 100, "9.00"),
    ("Bulgaria", None, "Sofia", 35_925_550_100, 100, "4.00"),
];

const NATIONAL: &[Row] = &[
    ("Israel", None, "72", 972_725_550_100, 100, "4.50"),
    ("Georgia", None, "79", 995_795_550_100, 100, "6.50"),
    ("Portugal", None, "30", 351_305_550_100, 100, "4.50"),
    ("South Africa", None, "87", 27_875_550_100, 100, "5.50"),
    ("United Kingdom", None, "330", 443_305_550_100, 100, "3.50"),
    ("Netherlands", None, "85", 31_855_550_100, 100, "3.50"),
    ("Singapore", None, "3", 6_535_550_100, 100, "8.00"),
    ("Austria", None, "720", 43_720_555_010, 100, "4.50"),
    ("Luxembourg", None, "20", 35_220_550_100, 100, "4.50"),
    ("Sweden", None, "10", 46_105_550_100, 100, "3.50"),
    ("Germany", None, "32", 49_325_550_100, 100, "4.00"),
    ("Norway", None, "85", 4_785_550_100, 100, "4.50"),
    ("Spain", None, "518", 34_518_550_100, 100, "3.50"),
    ("Finland", None, "75", 358_755_550_100, 100, "4.50"),
    ("Malta", None, "20", 35_620_550_100, 100, "6.00"),
    ("Slovenia", None, "59", 38_659_550_100, 100, "5.50"),
    ("Ireland", None, "76", 353_765_550_100, 100, "3.50"),
    ("Bahrain", None, "16", 97_316_550_100, 100, "9.00"),
    ("Estonia", None, "40", 37_240_550_100, 100, "4.50"),
    ("Hong Kong", None, "3", 85_235_550_100, 100, "8.00"),
    ("Panama", None, "8", 50_785_550_100, 100, "8.00"),
    ("France", None, "9", 33_955_500_100, 100, "4.00"),
    ("Belgium", None, "78", 3_278_550_100, 100, "4.00"),
];

const MOBILE: &[Row] = &[
    ("United Kingdom", None, "77", 447_700_900_100, 100, "4.00"),
    ("Sweden", None, "70", 46_705_550_100, 100, "4.50"),
];

const TOLLFREE: &[Row] = &[
    ("United Kingdom", None, "800", 448_005_550_100, 100, "6.00"),
    ("Spain", None, "900", 90_055_550_100, 100, "7.00"),
    ("Spain", None, "901", 90_179_198_344, 100, "7.00"),
    ("Canada", None, "855", 18_555_550_100, 100, "5.00"),
    ("Canada", None, "888", 18_885_550_100, 100, "5.00"),
    ("Canada", None, "866", 18_665_550_100, 100, "5.00"),
    ("Canada", None, "877", 18_775_550_100, 100, "5.00"),
];

/// All offers.
pub(super) fn offers() -> impl Iterator<Item = Offer> {
    let tables = [
        (GEOGRAPHIC, DidType::Geographic),
        (NATIONAL, DidType::National),
        (MOBILE, DidType::Mobile),
        (TOLLFREE, DidType::TollFree),
    ];
    tables.into_iter().flat_map(|(rows, did_type)| rows.iter().map(move |row| offer(row, did_type.clone())))
}

fn offer(row: &Row, did_type: DidType) -> Offer {
    let (country, state, region, first, stock, dollars) = *row;
    Offer {
        state: state.map(str::to_owned),
        did_type,
        price: price(dollars),
        admits_cellular: !WITHOUT_CELLULAR.contains(&(country, region)),
        ..Offer::new(country, region, first, stock)
    }
}

/// The price of a row; a test sees to it that all can be read.
pub(super) fn price(dollars: &str) -> Price {
    dollars.parse().unwrap_or(Price::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_price_can_be_read() {
        for offer in offers() {
            assert!(offer.price > Price::ZERO, "{} {}", offer.country, offer.region);
        }
    }

    #[test]
    fn no_number_is_offered_twice() {
        let mut ranges: Vec<_> = offers().map(|offer| (offer.first, offer.first + u64::from(offer.stock))).collect();
        ranges.sort_unstable();
        for pair in ranges.windows(2) {
            assert!(pair[0].1 <= pair[1].0, "{pair:?}");
        }
    }

    #[test]
    fn no_region_is_offered_twice() {
        let place = |offer: Offer| (offer.country, offer.state, offer.region, offer.did_type.to_string());
        let places: std::collections::BTreeSet<_> = offers().map(place).collect();
        assert_eq!(places.len(), offers().count());
    }
}
